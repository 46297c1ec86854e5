alter table purchase
    add column methods     text,
    add column save_card   boolean not null default false,
    add column success_url text,
    add column cancel_url  text,
    add column checkout_id text,
    add column checkout_url text,
    add column payment_id  text,
    add column paid        numeric,
    add column refunded    numeric not null default 0,
    add column disputed    numeric not null default 0,
    add column refused     text,
    add column flagged_at  timestamptz;
create index purchase_by_payment on purchase (payment_id);
create index purchase_by_time on purchase (created_at);
comment on table purchase is 'What people have asked to buy, and how its money stands. Credits come with the event.';

create table purchase_refund (
    account            text        not null,
    refund_id          text        not null,
    purchase_id        text        not null,
    status             text        not null,
    amount             numeric,
    credits            numeric(16,6),
    provider_refund_id text,
    error              text,
    created_at         timestamptz not null,
    primary key (account, refund_id)
);
create index purchase_refund_by_purchase on purchase_refund (account, purchase_id);
comment on table purchase_refund is 'Money that an operator gives back: asked, requested (its credits are taken), sent, then arrived or failed.';

create table payment_event (
    id          text        primary key,
    type        text        not null,
    subject     text,
    state       text        not null,
    created_at  timestamptz not null,
    received_at timestamptz not null
);
create index payment_event_waiting on payment_event (subject) where state = 'waiting';
create index payment_event_by_time on payment_event (received_at);
comment on table payment_event is 'What the payment provider has told: that something has changed about a subject. What it is now is asked, so nothing of the message is kept.';

create table auto_top_up (
    account     text        not null,
    purchase_id text        not null,
    package_id  text        not null,
    currency    text        not null,
    attempt     integer     not null default 1,
    next_at     timestamptz not null,
    primary key (account, purchase_id)
);
comment on table auto_top_up is 'Purchases that accounts make by themselves and that have not ended.';
