-- Vacuum marks the pages of rows that will never change, once. By default it comes when a fifth of the table is new, goes through all of
-- that as fast as it can, and writes whole pages to the log that every commit waits for: 100 MB and more within some seconds. Here it comes more
-- often, to pages of which the log need not have a copy yet, and marks 550 to 850 of them a second; 10,000 events a second fill some 530.

alter table event set (
    autovacuum_vacuum_insert_threshold = 100000,
    autovacuum_vacuum_insert_scale_factor = 0.01,
    autovacuum_vacuum_cost_limit = 200,
    autovacuum_vacuum_cost_delay = 6
);
