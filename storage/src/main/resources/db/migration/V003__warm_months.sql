-- Leaves of the warm tier, made ahead of time.
create function ensure_warm_month(month_start date) returns boolean
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
  execute format('create table %I partition of memory_warm for values from (%L) to (%L)', leaf, first_day, next_first);
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
comment on function ensure_warm_month is 'Makes the warm leaf of a month unless it is there; true when it made one.';
alter function ensure_warm_month(date) owner to mneme_owner;
revoke execute on function ensure_warm_month(date) from public;
grant execute on function ensure_warm_month(date) to mneme_mover;

-- The month of the migration, two before it and three ahead; the mover keeps making them.
select ensure_warm_month((date_trunc('month', now() at time zone 'UTC') + make_interval(months => n))::date)
from generate_series(-2, 3) as n;
