create table purchase (
    account     text          not null,
    purchase_id text          not null,
    fingerprint text          not null,
    package_id  text,
    credits     numeric(16,6) not null,
    price       numeric       not null,
    currency    text          not null,
    method      text          not null,
    status      text          not null,
    created_at  timestamptz   not null,
    settled_at  timestamptz,
    primary key (account, purchase_id)
);
comment on table purchase is 'What people have asked to buy: pending until the money is there, then settled. Credits come with the event.';
