-- As for the table of events: vacuum comes often and takes its time, since whole pages that it writes to the log are what
-- every commit waits for.

alter table history_entry set (
    autovacuum_vacuum_insert_threshold = 100000,
    autovacuum_vacuum_insert_scale_factor = 0.01,
    autovacuum_vacuum_cost_limit = 200,
    autovacuum_vacuum_cost_delay = 6
);
