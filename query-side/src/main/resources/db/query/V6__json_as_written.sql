-- JSON is kept as it was written: nobody looks into it here, and taking a binary form apart and together again was a third of what
-- PostgreSQL did for an entry of the history.

alter table history_entry alter column lines type json using lines::json;
alter table balance_reservation alter column grants type json using grants::json;
alter table balance_grant alter column features type json using features::json;
alter table balance_account alter column subscription type json using subscription::json;
