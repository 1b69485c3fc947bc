-- The memories. One table, partitioned by tier: changing the tier of a row moves it, in one transaction,
-- so a memory lies in exactly one tier at every instant.
create table memory (
  tenant text not null,
  user_id text not null,
  memory_id uuid not null,
  tier text not null check (tier in ('hot', 'warm', 'cold')),
  kind text not null check (kind in ('episodic', 'semantic', 'procedural')),
  status text not null check (status in ('active', 'archived')),
  version bigint not null check (version > 0),
  revision bigint not null check (revision > 0),
  text text,
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
  updated_at timestamptz not null,
  event_id uuid not null,
  ordinal integer not null,
  log_partition integer not null,
  log_offset bigint not null,
  model text,
  content_hash text,
  embedding halfvec(${dimensions}),
  signature bit(${dimensions}),
  object_key text,
  object_row integer,
  constraint memory_is_whole_or_a_stub check (
    case tier
      when 'cold' then text is null and embedding is null and object_key is not null and object_row is not null
      else text is not null and object_key is null and object_row is null
    end)
) partition by list (tier);

comment on table memory is 'What is remembered. Hot and warm rows are whole; cold rows are stubs that name an object and a row in it.';
comment on column memory.tenant is 'Owner''s tenant. Tenant and user_id are the subject; every statement names both.';
comment on column memory.user_id is 'Owner''s user, as the tenant names it.';
comment on column memory.memory_id is 'UUIDv5 of subject, event id and ordinal: the same at every replay.';
comment on column memory.tier is 'Where it lies: hot, warm or cold. The partition key; an update moves the row.';
comment on column memory.kind is 'What sort of thing is remembered.';
comment on column memory.status is 'Active, or archived: then it sinks to the cold tier at once.';
comment on column memory.version is '1 at birth, one more with every change of content, status or tier.';
comment on column memory.revision is 'The subject''s revision at the last change of this row: what a reader asks after.';
comment on column memory.text is 'The words; null in a cold stub.';
comment on column memory.caption is 'What an attached picture shows; null in a cold stub.';
comment on column memory.speaker is 'Who said it, by name.';
comment on column memory.role is 'Who said it, by role.';
comment on column memory.conversation is 'The conversation it is a turn of.';
comment on column memory.turn is 'Its place in that conversation, from 0.';
comment on column memory.metadata is 'The application''s own data, as it was written (json, not jsonb: 1.0 stays 1.0); null is none, and in a cold stub.';
comment on column memory.entities is 'Names that rules found in the text, an array; null is none, and in a cold stub.';
comment on column memory.dates is 'Calendar days the text names, an array; null is none, and in a cold stub.';
comment on column memory.occurred_at is 'When it happened in the client''s world.';
comment on column memory.created_at is 'When the gateway accepted the event. Never changes; the warm tier is partitioned by its month.';
comment on column memory.updated_at is 'When the last change was decided.';
comment on column memory.event_id is 'The event it came from.';
comment on column memory.ordinal is 'Which of the event''s memories this is, from 0.';
comment on column memory.log_partition is 'Partition of that event in mneme.events.';
comment on column memory.log_offset is 'Offset of that event in its partition.';
comment on column memory.model is 'Model and version that made the vector; null while there is none.';
comment on column memory.content_hash is 'SHA-256 of the embedded text; null while there is no vector.';
comment on column memory.embedding is 'The vector in half floats; null while none was computed, and in a cold stub.';
comment on column memory.signature is 'One bit a dimension of the vector, in a cold stub only: found by meaning without its object.';
comment on column memory.object_key is 'The object that holds a cold memory; null otherwise.';
comment on column memory.object_row is 'The line of that object, from 0; null otherwise.';

-- hot: a subject's rows lie in one of 16 leaves
create table memory_hot partition of memory for values in ('hot') partition by hash (tenant, user_id);
comment on table memory_hot is 'Young or often read: whole rows, spread over 16 leaves by subject.';
do $leaves$
begin
  for leaf in 0..15 loop
    execute format(
      'create table memory_hot_%s partition of memory_hot for values with (modulus 16, remainder %s)
         with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05)',
      to_char(leaf, 'FM00'), leaf);
  end loop;
end
$leaves$;

-- warm: by month of creation, so that "last month" prunes; V003 makes the months
create table memory_warm partition of memory for values in ('warm') partition by range (created_at);
comment on table memory_warm is 'Older or seldom read: whole rows, by month of creation.';
create table memory_warm_other partition of memory_warm default;
comment on table memory_warm_other is 'Warm rows of months that have no leaf of their own.';

-- cold: stubs
create table memory_cold partition of memory for values in ('cold');
comment on table memory_cold is 'Stubs of memories that lie in object storage.';

-- Unique in each tier, subject first. The warm one must name created_at, its partition key; created_at never
-- changes, so it is as unique.
create unique index memory_hot_id on memory_hot (tenant, user_id, memory_id);
create unique index memory_warm_id on memory_warm (tenant, user_id, memory_id, created_at);
create unique index memory_cold_id on memory_cold (tenant, user_id, memory_id);
comment on index memory_hot_id is 'One memory by subject and id; one row a memory in the hot tier.';
comment on index memory_warm_id is 'One memory by subject and id; one row a memory in the warm tier.';
comment on index memory_cold_id is 'One memory by subject and id; one row a memory in the cold tier.';

create index memory_revision on memory (tenant, user_id, revision);
comment on index memory_revision is 'What changed in a subject after a revision.';
create index memory_newest on memory (tenant, user_id, created_at desc, memory_id desc);
comment on index memory_newest is 'A subject''s memories, newest first, page by page.';
create index memory_cold_object on memory_cold (object_key);
comment on index memory_cold_object is 'Which stubs an object still holds memories for.';

do $owner$
declare
  part regclass;
begin
  for part in select relid from pg_partition_tree('memory') loop
    execute format('alter table %s owner to mneme_owner', part);
  end loop;
end
$owner$;
