-- What the dashboard reads. Every table here can be thrown away and made again from the events.
-- Columns that end in _micros hold credits in millionths.

create table balance_account (
    account            text primary key,
    version            bigint      not null,
    opened_at          timestamptz,
    last_event_at      timestamptz not null,
    closed             boolean     not null,
    last_daily_grant   date,
    available_micros   bigint      not null,
    held_micros        bigint      not null,
    debt_micros        bigint      not null,
    granted_micros     bigint      not null,
    captured_micros    bigint      not null,
    expired_micros     bigint      not null,
    voided_micros      bigint      not null,
    clawed_back_micros bigint      not null,
    shortfall_micros   bigint      not null
) with (fillfactor = 80);
comment on table balance_account is 'An account''s booked totals; granted = available + debt + held + captured + expired + voided + clawed back';
comment on column balance_account.version is 'The newest event that is in these totals';
comment on column balance_account.last_daily_grant is 'The day, in the policy''s zone, of the newest daily credits';
comment on column balance_account.shortfall_micros is 'Written off because nothing could give it; no part of the sum';

create table balance_grant (
    account          text    not null,
    grant_id         text    not null,
    source           text    not null,
    paid             boolean not null,
    pro_models       boolean not null,
    expires_at       timestamptz,
    remaining_micros bigint  not null,
    voided           boolean not null,
    opened_in        bigint  not null,
    place            integer not null,
    primary key (account, grant_id)
) with (fillfactor = 80);
create index balance_grant_with_credits on balance_grant (account) where remaining_micros <> 0;
comment on table balance_grant is 'Every grant there ever was; a used-up one may get credits back';
comment on column balance_grant.opened_in is 'The version of the event that opened it, or reopened it; with place, its age among the account''s grants';

create table balance_reservation (
    account        text        not null,
    run_id         text        not null,
    version        bigint      not null,
    credits_micros bigint      not null,
    grants         jsonb       not null,
    expires_at     timestamptz not null,
    primary key (account, run_id)
);
comment on table balance_reservation is 'Reservations that are open as far as the events say; some may have lapsed since';
comment on column balance_reservation.grants is 'Where the credits came from: [{grantId, source, credits}]';

create table history_entry (
    account           text        not null,
    version           bigint      not null,
    at                timestamptz not null,
    kind              text        not null,
    credits_micros    bigint      not null,
    before_micros     bigint      not null,
    after_micros      bigint      not null,
    run_id            text,
    grant_id          text,
    lines             jsonb,
    member            text,
    feature           text,
    reserved_micros   bigint,
    returned_micros   bigint,
    shortfall_micros  bigint,
    commercial_use    boolean,
    expires_at        timestamptz,
    rate_card_version integer,
    reason            text,
    primary key (account, version)
);
create index history_entry_by_run on history_entry (account, run_id) where run_id is not null;
create index history_entry_by_time on history_entry (account, at, version);
comment on table history_entry is 'One row an event: the statement of an account';
comment on column history_entry.after_micros is 'What was available after the event, less debt';
comment on column history_entry.lines is 'The blocks of a run: [{model, count, credits, ...}]';

create table analytics_usage (
    account         text   not null,
    day             date   not null,
    model           text   not null,
    member          text   not null,
    feature         text   not null,
    runs            bigint not null,
    whole_runs      bigint not null,
    failed          bigint not null,
    whole_failed    bigint not null,
    credits_micros  bigint not null,
    refunded_micros bigint not null,
    primary key (account, day, model, member, feature)
) with (fillfactor = 80);
create index analytics_usage_by_day on analytics_usage (day);
comment on table analytics_usage is 'What was used, a day in the policy''s zone; an empty model, member or feature means that none was named';
comment on column analytics_usage.runs is 'Captured runs, once a model that they have';
comment on column analytics_usage.whole_runs is 'Captured runs, counted at the first of their models alone: for sums over models';

create table analytics_seen (
    account text primary key,
    version bigint not null
) with (fillfactor = 80);
comment on table analytics_seen is 'The newest event of each account that is in analytics_usage';
