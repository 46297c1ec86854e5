-- An index may not name a column that changes all the time: each change would then cost an entry in every index of the
-- table. Whether there are credits changes seldom.

alter table balance_grant add column has_credits boolean not null generated always as (remaining_micros <> 0) stored;
drop index balance_grant_with_credits;
create index balance_grant_with_credits on balance_grant (account) where has_credits;
comment on column balance_grant.has_credits is 'For the index of those that can give; remaining_micros changes with every run';
