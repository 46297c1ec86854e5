create table subscription_moment (
    account text        primary key,
    next_at timestamptz not null
);

create index subscription_moment_by_time on subscription_moment (next_at);

comment on table subscription_moment is 'When the next month of each subscription begins, or it ends: the sweeper''s other work list.';
