-- The roles of a cluster, before every migration: made where they are missing, passwords set to what was given.
-- Roles belong to the cluster and not to one database, so two databases migrated at once meet here: hence the retries.
do $roles$
declare
  role record;
begin
  for attempt in 1..20 loop
    begin
      if not exists (select from pg_roles where rolname = 'mneme_owner') then
        create role mneme_owner nologin nosuperuser nobypassrls;
      end if;
      for role in
        select * from (values
          ('mneme_writer', '${writer_password}'),
          ('mneme_reader', '${reader_password}'),
          ('mneme_mover', '${mover_password}')) as given (name, password)
      loop
        if not exists (select from pg_roles where rolname = role.name) then
          execute format('create role %I', role.name);
        end if;
        execute format('alter role %I login nosuperuser nobypassrls password %L', role.name, role.password);
      end loop;
      return;
    exception when unique_violation or duplicate_object or internal_error then
      if attempt = 20 then
        raise;
      end if;
      perform pg_sleep(0.05 * attempt);
    end;
  end loop;
end
$roles$;
