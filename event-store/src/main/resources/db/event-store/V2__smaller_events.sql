-- Columns of fixed length come first, because each would otherwise be padded. JSON is kept as it was written, which is a
-- third smaller than its binary form and neither parsed nor rendered again. Of a key only a hash is kept: nobody needs its
-- text, since the event says what it is made of.

create function key_hash(aggregate text, key text) returns uuid
    language sql immutable strict parallel safe
    return encode(substring(sha256(convert_to(aggregate, 'UTF8') || '\x00'::bytea || convert_to(key, 'UTF8')) from 1 for 16), 'hex')::uuid;

comment on function key_hash(text, text) is 'What the column idempotency_key of an event holds for a key of an aggregate.';

create table smaller_event (
    position        bigint generated always as identity,
    sequence        bigint      not null,
    timestamp       timestamptz not null,
    idempotency_key uuid,
    aggregate       text        not null,
    type            text        not null,
    revision        text        not null,
    payload         json        not null,
    metadata        json        not null
);

insert into smaller_event (position, sequence, timestamp, idempotency_key, aggregate, type, revision, payload, metadata)
overriding system value
select position, sequence, timestamp, key_hash(aggregate, idempotency_key), aggregate, type, revision, payload::json, metadata::json
  from event
 order by position;

drop table event;
alter table smaller_event rename to event;
alter sequence smaller_event_position_seq rename to event_position_seq;

do $$
begin
    perform setval('event_position_seq', max(position)) from event having max(position) is not null;
end
$$;

alter table event add constraint event_pkey primary key (position);
alter table event add constraint event_sequence_unique unique (aggregate, sequence);
create unique index event_key_unique on event (idempotency_key) where idempotency_key is not null;

comment on table event is 'Everything that happened. Rows are only ever added, under one advisory lock, so that positions become visible in order.';
comment on column event.position is 'Its place among all events. There are gaps where an append was rolled back; no lower position appears after a higher one.';
comment on column event.sequence is 'Its place among the events of its aggregate: 0, 1, 2, without gaps.';
comment on column event.timestamp is 'When it was decided, by the clock of the one who decided it; positions alone say what came first.';
comment on column event.idempotency_key is 'The key_hash of what no other event of the aggregate may carry, ever.';
comment on column event.aggregate is 'Whose event it is.';
comment on column event.type is 'The logical name of the payload, never a class name.';
comment on column event.revision is 'The revision of the payload''s form.';
comment on column event.payload is 'What happened. Amounts of zero, flags that are false and empty lists are left out.';
comment on column event.metadata is 'What came with the event and has no column here; {} if nothing did.';
