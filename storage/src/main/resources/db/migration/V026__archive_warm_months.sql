comment on column cold_object.object_key is 'cold/<tenant>/<year-month>/<sha256 of its bytes>.parquet';
comment on column cold_object.rows is 'Rows in it.';

-- A warm month is filled once and emptied once, and its leaf dropped when it is empty: vacuuming it at every twentieth row
-- that left would read its indexes again and again for room nobody writes to. A fifth, and at most so much at once.
do $leaves$
declare
  leaf regclass;
begin
  for leaf in select relid from pg_partition_tree('memory_warm') where isleaf loop
    execute format(
      'alter table %s set (autovacuum_vacuum_scale_factor = 0.2, autovacuum_vacuum_cost_limit = 400)', leaf);
  end loop;
  -- stubs are changed seldom and never grow: what leaves is written to again
  alter table memory_cold set (autovacuum_vacuum_scale_factor = 0.1, autovacuum_vacuum_cost_limit = 400);
end
$leaves$;

create or replace function ensure_warm_month(month_start date) returns boolean
language plpgsql
security definer
set search_path = public, pg_temp
as $body$
declare
  leaf text := 'memory_warm_' || to_char(month_start, 'YYYY_MM');
  first_day timestamptz := date_trunc('month', month_start)::date::timestamp at time zone 'UTC';
  next_first timestamptz := (date_trunc('month', month_start) + interval '1 month')::date::timestamp at time zone 'UTC';
begin
  if to_regclass(leaf) is not null then
    return false;
  end if;
  execute format(
    'create table %I partition of memory_warm for values from (%L) to (%L)
       with (autovacuum_vacuum_scale_factor = 0.2, autovacuum_vacuum_cost_limit = 400)',
    leaf, first_day, next_first);
  execute format('comment on table %I is %L', leaf, 'Warm rows created in ' || to_char(month_start, 'YYYY-MM') || ' (UTC).');
  execute format('alter table %I enable row level security', leaf);
  execute format('alter table %I force row level security', leaf);
  return true;
exception
  -- rows of that month in the default leaf forbid the new one: the month then stays there, which is only slower
  when check_violation then return false;
  -- another one made it at the same moment
  when duplicate_table then return false;
end
$body$;

create function archive_warm_months(before date) returns integer
language plpgsql
security definer
set search_path = public, pg_temp
set lock_timeout = '500ms'
as $body$
declare
  leaf record;
  archived integer := 0;
  holds boolean;
begin
  for leaf in
    select c.oid::regclass as name, c.relname
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'memory_warm'::regclass
      and c.relname ~ '^memory_warm_[0-9]{4}_[0-9]{2}$'
      and to_date(right(c.relname, 7), 'YYYY_MM') < date_trunc('month', before)
    order by c.relname
  loop
    begin
      execute format('lock table memory_warm, %s in access exclusive mode', leaf.name);
      -- row level security is forced on the owner too, and would show it an empty table
      execute format('alter table %s no force row level security', leaf.name);
      execute format('select exists (select from %s)', leaf.name) into holds;
      if holds then
        execute format('alter table %s force row level security', leaf.name);
      else
        execute format('alter table memory_warm detach partition %s', leaf.name);
        execute format('drop table %s', leaf.name);
        archived := archived + 1;
      end if;
    exception
      -- somebody reads or writes there: another time
      when lock_not_available or deadlock_detected then null;
    end;
  end loop;
  return archived;
end
$body$;
comment on function archive_warm_months is 'Detaches and drops the warm leaves of months before this one that hold no row; returns how many.';
alter function archive_warm_months(date) owner to mneme_owner;
revoke execute on function archive_warm_months(date) from public;
grant execute on function archive_warm_months(date) to mneme_mover;
