alter table balance_grant add column features jsonb;
comment on column balance_grant.features is 'The only features that it may pay for; null: all';
