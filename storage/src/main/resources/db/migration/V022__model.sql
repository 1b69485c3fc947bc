-- Which model's vectors this store keeps: all of one, so that no two are ever compared. A change of model makes
-- another store (see V020) and switches to it.
alter table generation
  add column model text,
  add column coming_model text,
  add column announced boolean not null default true;
comment on column generation.model is 'The model that made every vector of this store; null until the first one is stored.';
comment on column generation.coming_model is 'The model a change is being prepared for, so that readers have it open; null, or left by one that died.';
comment on column generation.announced is 'False after a change of model, until mneme.changes carries the new vector of every memory.';
grant update (model) on generation to mneme_writer;

-- What was stored before is told by the rows, most often all of one model.
update generation
set model = (
  select m.model
  from memory m
  where m.model is not null
  group by m.model
  order by count(*) desc, m.model
  limit 1);

-- An object keeps the vector it was written with. A cold memory that has another since keeps that one in its stub.
alter table memory drop constraint memory_is_whole_or_a_stub;
alter table memory add constraint memory_is_whole_or_a_stub check (
  case tier
    when 'cold' then text is null and object_key is not null and object_row is not null
    else text is not null and object_key is null and object_row is null
  end) not valid;
comment on column memory.embedding is 'The vector in half floats; null while none was computed, and in a cold stub whose object has it.';
