create table expiring_grant (
    account  text        not null,
    grant_id text        not null,
    warn_at  timestamptz not null,
    primary key (account, grant_id)
);

create index expiring_grant_by_time on expiring_grant (warn_at);

comment on table expiring_grant is 'Paid grants that will expire, and when their owner is to be warned; gone once that is done.';
