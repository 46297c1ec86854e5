-- Whoever asks for a run names it exactly, so that a hash of its name is all that its index has to hold: two fifths of what the names
-- took. Runs come in no order, and after each checkpoint nearly every page of their index is written to the log whole. No id has
-- a slash in it, and entries of no run are in no such index.

drop index history_entry_by_run;
create index history_entry_by_run on history_entry using hash ((account || '/' || run_id));

-- It is looked at by as small a sample as the table's columns.
alter index history_entry_by_run alter column 1 set statistics 10;
