-- The revision of each subject, and what was forgotten at which.
create table subject (
  tenant text not null,
  user_id text not null,
  revision bigint not null check (revision >= 0),
  primary key (tenant, user_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
comment on table subject is 'One row a subject. Its lock orders the writer and the mover, so that a reader never sees a revision before a lower one.';
comment on column subject.tenant is 'The tenant.';
comment on column subject.user_id is 'The tenant''s name of the user.';
comment on column subject.revision is 'Counts the committed changes of the subject''s memories.';
comment on index subject_pkey is 'One row a subject.';
alter table subject owner to mneme_owner;

create table forgotten (
  tenant text not null,
  user_id text not null,
  memory_id uuid not null,
  revision bigint not null,
  primary key (tenant, user_id, memory_id)
);
comment on table forgotten is 'Ids of memories that are gone, so that a reader that holds them learns of it. Nothing of their content.';
comment on column forgotten.tenant is 'Owner''s tenant.';
comment on column forgotten.user_id is 'Owner''s user.';
comment on column forgotten.memory_id is 'What is gone.';
comment on column forgotten.revision is 'The subject''s revision at which it went.';
comment on index forgotten_pkey is 'Gone once.';
create index forgotten_revision on forgotten (tenant, user_id, revision);
comment on index forgotten_revision is 'What went after a revision.';
alter table forgotten owner to mneme_owner;
