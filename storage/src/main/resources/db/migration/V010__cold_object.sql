-- The inventory of object storage: an object is named here before it is written, so none can be lost sight of.
create table cold_object (
  object_key text primary key,
  tenant text not null,
  state text not null check (state in ('written', 'verified')),
  rows integer not null check (rows > 0),
  bytes bigint not null check (bytes > 0),
  sha256 text not null,
  touched_at timestamptz not null
);
comment on table cold_object is 'Every object of the cold tier. One without a stub in memory_cold holds nothing any more.';
comment on column cold_object.object_key is 'cold/<tenant>/<year-month>/<sha256 of its lines>.jsonl.gz';
comment on column cold_object.tenant is 'All its rows are of this tenant.';
comment on column cold_object.state is 'Written: to be verified, no stub names it yet. Verified: read back and found whole.';
comment on column cold_object.rows is 'Lines in it.';
comment on column cold_object.bytes is 'Its size as stored.';
comment on column cold_object.sha256 is 'Of the bytes as stored.';
comment on column cold_object.touched_at is 'When it was last named here or copied from: it is left alone for a while after.';
comment on index cold_object_pkey is 'One row an object.';
alter table cold_object owner to mneme_owner;
