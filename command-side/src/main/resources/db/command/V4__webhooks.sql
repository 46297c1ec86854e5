create table webhook_endpoint (
    id         text primary key,
    url        text        not null,
    secret     text        not null,
    created_at timestamptz not null
);
comment on table webhook_endpoint is 'Where the platform wants to be told of what happens to accounts.';

create table webhook_delivery (
    id              bigint generated always as identity primary key,
    endpoint        text        not null references webhook_endpoint on delete cascade,
    account         text        not null,
    message_id      text        not null,
    type            text        not null,
    payload         text        not null,
    state           text        not null default 'pending',
    attempts        integer     not null default 0,
    created_at      timestamptz not null,
    last_attempt_at timestamptz,
    last_error      text,
    unique (endpoint, message_id)
);
create index webhook_delivery_pending on webhook_delivery (endpoint, account, id) where state = 'pending';
create index webhook_delivery_by_state on webhook_delivery (endpoint, state, id);
comment on table webhook_delivery is 'What an endpoint has been told, is being told, or could not be told: delivered, pending or failed.';

-- The table of db-scheduler, which keeps when each endpoint is told of an account next.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_by_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);
