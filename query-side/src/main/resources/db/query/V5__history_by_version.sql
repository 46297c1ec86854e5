-- Within an account time never goes back, so its entries are in order of time as they are in order of version. An instant is
-- found among them by halving, some twenty looks at most, and the index by time, a seventh of what an entry costs, is gone.

drop index history_entry_by_time;

create function history_version_at(of_account text, moment timestamptz) returns bigint
    language plpgsql stable strict as $$
declare
    low bigint := 0;
    high bigint;
    middle bigint;
    is_later boolean;
begin
    select version + 1 into high from query.history_entry where account = of_account order by version desc limit 1;
    while low < high loop
        middle := (low + high) / 2;
        select at >= moment into is_later from query.history_entry where account = of_account and version = middle;
        if is_later then
            high := middle;
        else
            low := middle + 1;
        end if;
    end loop;
    return low;
end
$$;

comment on function history_version_at(text, timestamptz) is 'The first version of an account at this instant or later; if there is none, one more than its last.';
