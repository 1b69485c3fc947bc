-- Which event wrote a state, so that a write can say which state it is meant for; and what became of each that did.
alter table session no force row level security;
alter table session add column event_id uuid;
update session s
set event_id = l.event_id
from event_ledger l
where l.log_partition = s.log_partition
  and l.log_offset = s.log_offset;
-- a writer of before names no event: the default lets it go on until it is replaced
alter table session alter column event_id set default gen_random_uuid();
alter table session alter column event_id set not null;
alter table session force row level security;
comment on column session.event_id is 'The event that wrote it: its ETag, the same wherever the log is read again.';
comment on table session is 'Session states. Served for 24 hours after the last write, removed a week later.';

create table session_verdict (
  event_id uuid primary key,
  tenant text not null,
  user_id text not null,
  session text not null,
  current_event_id uuid,
  accepted_at timestamptz not null
);
comment on table session_verdict is 'What became of each conditional write of a session. Kept for 24 hours.';
comment on column session_verdict.event_id is 'The event that asked for the write.';
comment on column session_verdict.tenant is 'Owner''s tenant.';
comment on column session_verdict.user_id is 'Owner''s user.';
comment on column session_verdict.session is 'The application''s name of the session.';
comment on column session_verdict.current_event_id is 'The event whose state the session held behind it: its own where it took effect, null for no state.';
comment on column session_verdict.accepted_at is 'When the gateway accepted it.';
comment on index session_verdict_pkey is 'One verdict an event.';
create index session_verdict_subject on session_verdict (tenant, user_id);
comment on index session_verdict_subject is 'What goes with an erased subject.';
create index session_verdict_accepted on session_verdict (accepted_at);
comment on index session_verdict_accepted is 'Which verdicts have expired.';
alter table session_verdict owner to mneme_owner;
alter table session_verdict enable row level security;
alter table session_verdict force row level security;
create policy every_subject on session_verdict to mneme_writer, mneme_mover using (true) with check (true);
create policy own_subject on session_verdict for select to mneme_reader using (
  tenant = current_setting('mneme.tenant', true) and user_id = current_setting('mneme.user', true));
grant select, insert, delete on session_verdict to mneme_writer;
grant select on session_verdict to mneme_reader;
grant select, delete on session_verdict to mneme_mover;
