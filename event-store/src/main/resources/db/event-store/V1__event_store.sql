create table event (
    position        bigint generated always as identity primary key,
    aggregate       text        not null,
    sequence        bigint      not null,
    type            text        not null,
    revision        text        not null,
    payload         jsonb       not null,
    metadata        jsonb       not null,
    timestamp       timestamptz not null,
    idempotency_key text,
    constraint event_sequence_unique unique (aggregate, sequence)
);

create unique index event_key_unique on event (aggregate, idempotency_key) where idempotency_key is not null;

comment on table event is 'Everything that happened. Rows are only ever added, under one advisory lock, so that positions become visible in order.';
comment on column event.position is 'Its place among all events. There are gaps where an append was rolled back; no lower position appears after a higher one.';
comment on column event.aggregate is 'Whose event it is.';
comment on column event.sequence is 'Its place among the events of its aggregate: 0, 1, 2, without gaps.';
comment on column event.type is 'The logical name of the payload, never a class name.';
comment on column event.revision is 'The revision of the payload''s form.';
comment on column event.metadata is 'What came with the event and has no column here; {} if nothing did.';
comment on column event.timestamp is 'When it was decided, by the clock of the one who decided it; positions alone say what came first.';
comment on column event.idempotency_key is 'What no other event of the aggregate may carry, ever.';

create table snapshot (
    aggregate text primary key,
    sequence  bigint      not null,
    type      text        not null,
    revision  text        not null,
    payload   jsonb       not null,
    timestamp timestamptz not null
);

comment on table snapshot is 'The newest snapshot of each aggregate, to shorten its loading. It can be emptied at any time: events alone count.';
comment on column snapshot.sequence is 'The last event that the snapshot has seen.';

create table token (
    processor  text    not null,
    segment    integer not null,
    token      text,
    token_type text,
    timestamp  text,
    owner      text,
    primary key (processor, segment)
);

comment on table token is 'How far each event processor has come (JSON), and which process holds it.';
comment on column token.timestamp is 'When its owner last claimed it; the claim lapses some seconds later.';

create table dead_letter (
    id                  text   not null primary key,
    processing_group    text   not null,
    sequence_identifier text   not null,
    sequence_index      bigint not null,
    message_type        text   not null,
    event_identifier    text   not null,
    timestamp           text   not null,
    payload_type        text   not null,
    payload_revision    text,
    payload             bytea  not null,
    metadata            bytea,
    aggregate_type      text,
    aggregate           text,
    sequence            bigint,
    token_type          text,
    token               bytea,
    enqueued_at         text   not null,
    last_touched        text,
    processing_started  text,
    cause_type          text,
    cause_message       text,
    diagnostics         bytea,
    constraint dead_letter_sequence_unique unique (processing_group, sequence_identifier, sequence_index)
);

comment on table dead_letter is 'Events that a processor could not handle, parked in order, one queue for each group and sequence (JSON in UTF-8: read it with convert_from).';
