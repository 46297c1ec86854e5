create table paid_subscription (
    account         text        not null,
    subscription_id text        not null,
    plan            text        not null,
    period          text        not null,
    currency        text        not null,
    checkout_id     text,
    checkout_url    text,
    provider_id     text        unique,
    refused         text,
    created_at      timestamptz not null,
    primary key (account, subscription_id)
);
comment on table paid_subscription is 'Subscriptions that are paid at the payment provider: the page where they begin, and what they are called there.';
