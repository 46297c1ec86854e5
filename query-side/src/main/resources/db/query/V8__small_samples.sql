-- As for the table of events: analysing takes a tenth of the sample, since balances can't be cleared of old versions meanwhile, and
-- since entries are found by a key.

do $$
declare
    name text;
begin
    for name in
        select attname from pg_attribute
        where attrelid = 'query.history_entry'::regclass and attnum > 0 and not attisdropped
    loop
        execute format('alter table query.history_entry alter column %I set statistics 10', name);
    end loop;
end
$$;
