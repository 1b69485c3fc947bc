-- The receipt of every event that asked for something to be gone: what went from where, and when. Counts only, so
-- that the proof of an erasure holds nothing of what was erased.
create table erasure (
  event_id uuid primary key,
  tenant text not null,
  user_id text not null,
  memory_id uuid,
  log_partition integer not null,
  log_offset bigint not null,
  requested_at timestamptz not null,
  deleted_at timestamptz not null default now(),
  hot integer not null check (hot >= 0),
  warm integer not null check (warm >= 0),
  cold integer not null check (cold >= 0),
  sessions integer not null check (sessions >= 0),
  told_at timestamptz,
  redis_keys bigint,
  objects text[] not null,
  objects_traced_at timestamptz,
  objects_expected_at timestamptz,
  objects_done_at timestamptz,
  constraint erasure_is_told_with_its_keys check ((told_at is null) = (redis_keys is null)),
  constraint erasure_is_done_when_traced check (objects_done_at is null or objects_traced_at is not null)
);
comment on table erasure is 'One row an event that forgot a memory or erased a subject: the receipt. It outlives a rebuild.';
comment on column erasure.event_id is 'The event that asked for it.';
comment on column erasure.tenant is 'Whose.';
comment on column erasure.user_id is 'Whose.';
comment on column erasure.memory_id is 'The memory that was named; null where the whole subject was.';
comment on column erasure.log_partition is 'Where the event stands.';
comment on column erasure.log_offset is 'Where the event stands.';
comment on column erasure.requested_at is 'When the gateway accepted it.';
comment on column erasure.deleted_at is 'When the rows were removed from this database.';
comment on column erasure.hot is 'Hot memories removed.';
comment on column erasure.warm is 'Warm memories removed.';
comment on column erasure.cold is 'Cold memories removed: their stubs.';
comment on column erasure.sessions is 'Session states removed.';
comment on column erasure.told_at is 'When Redis and mneme.changes were told; null until both were.';
comment on column erasure.redis_keys is 'Keys removed from Redis when it was told.';
comment on column erasure.objects is 'Objects that held a line of it or, once traced, may have: those that have to go.';
comment on column erasure.objects_traced_at is 'When every object of the tenant that held a line no stub names was added.';
comment on column erasure.objects_expected_at is 'When the upkeep expects to have removed them.';
comment on column erasure.objects_done_at is 'When none of them was left.';
comment on index erasure_pkey is 'One receipt an event.';
create index erasure_untold on erasure (log_partition, log_offset) where told_at is null;
comment on index erasure_untold is 'Whom the writer has yet to tell of.';
create index erasure_unfinished on erasure (deleted_at) where objects_done_at is null;
comment on index erasure_unfinished is 'Which receipts the upkeep looks at.';
alter table erasure owner to mneme_owner;
alter table erasure enable row level security;
alter table erasure force row level security;
create policy every_subject on erasure to mneme_writer, mneme_mover using (true) with check (true);
create policy own_subject on erasure for select to mneme_reader using (
  tenant = current_setting('mneme.tenant', true) and user_id = current_setting('mneme.user', true));
grant select, insert, update on erasure to mneme_writer;
grant select on erasure to mneme_reader;
grant select, update on erasure to mneme_mover;
