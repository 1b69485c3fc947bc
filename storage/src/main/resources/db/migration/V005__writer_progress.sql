-- How far the writer has applied each partition: in the same transaction as the effects.
create table writer_progress (
  log_partition integer primary key,
  next_offset bigint not null check (next_offset >= 0)
) with (fillfactor = 50);
comment on table writer_progress is 'The next offset of mneme.events to apply, per partition. A worker that expects another value is fenced.';
comment on column writer_progress.log_partition is 'Partition of mneme.events.';
comment on column writer_progress.next_offset is 'Everything below it is applied.';
comment on index writer_progress_pkey is 'One row a partition.';
alter table writer_progress owner to mneme_owner;
