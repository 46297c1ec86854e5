select pg_sleep(2);

create table made_slowly ();
