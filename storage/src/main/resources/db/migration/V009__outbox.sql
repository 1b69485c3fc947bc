-- What was committed and not yet announced. Written with the effects, removed after the announcement.
create table outbox (
  log_partition integer not null,
  log_offset bigint not null,
  ordinal integer not null,
  tenant text not null,
  user_id text not null,
  memory_id uuid,
  primary key (log_partition, log_offset, ordinal)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000);
comment on table outbox is 'Effects to announce. Names only: the state is loaded from memory when it is announced; no row there means gone.';
comment on column outbox.log_partition is 'Partition of the event that caused it.';
comment on column outbox.log_offset is 'Offset of the event that caused it.';
comment on column outbox.ordinal is 'Which of the event''s effects, from 0.';
comment on column outbox.tenant is 'Owner''s tenant.';
comment on column outbox.user_id is 'Owner''s user.';
comment on column outbox.memory_id is 'What changed; null when a session was written or the subject erased.';
comment on index outbox_pkey is 'A partition''s announcements in the order of the log.';
alter table outbox owner to mneme_owner;
