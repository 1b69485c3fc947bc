-- The whole state of each session, as last written.
create table session (
  tenant text not null,
  user_id text not null,
  name text not null,
  state json not null,
  touched_at timestamptz not null,
  log_partition integer not null,
  log_offset bigint not null,
  primary key (tenant, user_id, name)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
comment on table session is 'Session states. Served for 24 hours after the last write, then removed.';
comment on column session.tenant is 'Owner''s tenant.';
comment on column session.user_id is 'Owner''s user.';
comment on column session.name is 'The application''s name of the session.';
comment on column session.state is 'Any JSON object, as it was written.';
comment on column session.touched_at is 'When it was last written: the time of the event.';
comment on column session.log_partition is 'Where the event that wrote it stands.';
comment on column session.log_offset is 'Where the event that wrote it stands: the version of the state.';
comment on index session_pkey is 'One row a session.';
create index session_touched on session (touched_at);
comment on index session_touched is 'Which sessions have expired.';
alter table session owner to mneme_owner;
