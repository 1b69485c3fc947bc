-- The second wall: without a subject in the transaction a reader sees nothing, whatever the statement forgot.
-- Grants are on the parents only. A leaf has no grant and no policy, so nobody reads one past its parent.
do $walls$
declare
  wall record;
begin
  for wall in
    select c.oid::regclass as name, c.relname, c.relispartition as leaf
    from pg_class c
    where c.relnamespace = 'public'::regnamespace
      and c.relkind in ('r', 'p')
      and (c.relname in ('memory', 'subject', 'forgotten', 'conversation', 'session', 'outbox', 'cold_object')
        or c.relispartition)
  loop
    execute format('alter table %s enable row level security', wall.name);
    execute format('alter table %s force row level security', wall.name);
    if not wall.leaf then
      execute format('create policy every_subject on %s to mneme_writer, mneme_mover using (true) with check (true)', wall.name);
      if wall.relname in ('memory', 'subject', 'forgotten', 'conversation', 'session') then
        -- an unset setting is null and a spent one '': neither is a tenant, so both see nothing
        execute format(
          'create policy own_subject on %s for select to mneme_reader using (
             tenant = current_setting(''mneme.tenant'', true) and user_id = current_setting(''mneme.user'', true))',
          wall.name);
      end if;
    end if;
  end loop;
end
$walls$;

grant select, insert, update, delete on memory, forgotten, conversation, session, outbox to mneme_writer;
grant select, insert, update on subject, writer_progress to mneme_writer;
grant select, insert on event_ledger to mneme_writer;

grant select on memory, subject, forgotten, conversation, session, writer_progress to mneme_reader;

grant select, update on memory to mneme_mover;
grant select, insert, update on subject to mneme_mover;
grant select, delete on session to mneme_mover;
grant select, insert, update, delete on cold_object to mneme_mover;
