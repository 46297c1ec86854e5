-- JSON is kept as it was written: nobody looks into it here, and taking a binary form apart and together again was a third of what
-- PostgreSQL did for an entry of the history.

alter table history_entry alter column lines type json using lines::json;
alter table balance_reservation alter column grants type json using grants::json;
alter table balance_grant alter column features type json using features::json;
alter table balance_account alter column subscription type json using subscription::json;

create function comparable(stored json) returns jsonb
    language plpgsql immutable strict as $$
begin
    return stored::jsonb;
exception
    when data_exception then
        return jsonb_build_object('unreadable', stored::text);
end
$$;

comment on function comparable(json) is 'A row as JSON, to be compared; a row that holds JSON which PostgreSQL can keep and not read, a NUL for one, as its text.';
