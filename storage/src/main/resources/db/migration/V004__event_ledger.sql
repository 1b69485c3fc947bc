-- Which events took effect: one event, one effect.
create table event_ledger (
  event_id uuid primary key,
  log_partition integer not null,
  log_offset bigint not null
);
comment on table event_ledger is 'Every event that took effect, so that a second record with its id has none. No subject data.';
comment on column event_ledger.event_id is 'UUIDv5 of tenant and idempotency key, or UUIDv7.';
comment on column event_ledger.log_partition is 'Where the record that took effect stands.';
comment on column event_ledger.log_offset is 'Where the record that took effect stands.';
comment on index event_ledger_pkey is 'Was this event applied?';
alter table event_ledger owner to mneme_owner;
