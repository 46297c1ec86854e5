create table expiry (
    account    text        not null,
    run_id     text        not null,
    expires_at timestamptz not null,
    primary key (account, run_id)
);

create index expiry_by_time on expiry (expires_at);

comment on table expiry is 'Open reservations and when they lapse: the work list of the sweeper.';

create table personal (
    account text        not null,
    field   text        not null,
    value   text        not null,
    at      timestamptz not null,
    primary key (account, field)
);

comment on table personal is 'What is known of persons, and words that operators wrote. No event holds any of it, so that it can be erased.';
