-- What a memory said before it was corrected, one row a version, for as long as the memory is there.
create table memory_version (
  tenant text not null,
  user_id text not null,
  memory_id uuid not null,
  changed_offset bigint not null,
  changed_partition integer not null,
  changed_by uuid not null,
  known_until timestamptz not null,
  kind text not null check (kind in ('episodic', 'semantic', 'procedural')),
  text text not null,
  caption text,
  speaker text,
  role text check (role in ('user', 'assistant', 'system', 'tool')),
  conversation text,
  turn integer,
  metadata json,
  entities json,
  dates json,
  occurred_at timestamptz not null,
  created_at timestamptz not null,
  event_id uuid not null,
  ordinal integer not null,
  log_partition integer not null,
  log_offset bigint not null,
  model text,
  content_hash text,
  embedding halfvec(${dimensions}),
  tokens bytea,
  primary key (tenant, user_id, memory_id, changed_offset)
);
alter table memory_version alter column tokens set storage external;
comment on table memory_version is 'Superseded versions of memories that are still there. From when each was known is told by the one before it, or by the birth.';
comment on column memory_version.tenant is 'Owner''s tenant.';
comment on column memory_version.user_id is 'Owner''s user.';
comment on column memory_version.memory_id is 'The memory.';
comment on column memory_version.changed_offset is 'Where the event stands that superseded it: a subject lies in one partition, so these are in order.';
comment on column memory_version.changed_partition is 'Where the event stands that superseded it.';
comment on column memory_version.changed_by is 'The event that superseded it.';
comment on column memory_version.known_until is 'When the gateway accepted that event.';
comment on column memory_version.kind is 'What sort of thing was remembered.';
comment on column memory_version.text is 'The words; empty where the memory was cold and its object lost.';
comment on column memory_version.caption is 'What an attached picture shows.';
comment on column memory_version.speaker is 'Who said it, by name.';
comment on column memory_version.role is 'Who said it, by role.';
comment on column memory_version.conversation is 'The conversation it is a turn of.';
comment on column memory_version.turn is 'Its place in that conversation, from 0.';
comment on column memory_version.metadata is 'The application''s own data; null is none.';
comment on column memory_version.entities is 'Names that rules found in the text, an array; null is none.';
comment on column memory_version.dates is 'Calendar days the text names, an array; null is none.';
comment on column memory_version.occurred_at is 'When it happened in the client''s world.';
comment on column memory_version.created_at is 'When the gateway accepted the event the memory came from.';
comment on column memory_version.event_id is 'The event the memory came from.';
comment on column memory_version.ordinal is 'Which of that event''s memories this is, from 0.';
comment on column memory_version.log_partition is 'Partition of that event in mneme.events.';
comment on column memory_version.log_offset is 'Offset of that event in its partition.';
comment on column memory_version.model is 'Model and version that made the vector; null where there is none.';
comment on column memory_version.content_hash is 'SHA-256 of the embedded text; null where there is no vector.';
comment on column memory_version.embedding is 'The vector of these words in half floats; null where there is none.';
comment on column memory_version.tokens is 'Vectors of the words that carry meaning, four bits a dimension; null where the model gives none.';
comment on index memory_version_pkey is 'A memory''s versions in the order of the log.';
create index memory_version_known on memory_version (tenant, user_id, known_until);
comment on index memory_version_known is 'What a subject''s memories said at a time, where they say something else now.';
alter table memory_version owner to mneme_owner;
alter table memory_version enable row level security;
alter table memory_version force row level security;
create policy every_subject on memory_version to mneme_writer, mneme_mover using (true) with check (true);
create policy own_subject on memory_version for select to mneme_reader using (
  tenant = current_setting('mneme.tenant', true) and user_id = current_setting('mneme.user', true));
grant select, insert, delete on memory_version to mneme_writer;
grant select on memory_version to mneme_reader;
