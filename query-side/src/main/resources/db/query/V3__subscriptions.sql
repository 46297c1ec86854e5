alter table balance_account add column subscription jsonb;
comment on column balance_account.subscription is 'The account''s subscription as of its last event about one; it may have lapsed since';
