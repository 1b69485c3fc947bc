-- When a subject was erased last: what was accepted before that and comes into the log after it has no effect.
alter table subject add column erased_at timestamptz;
comment on column subject.erased_at is 'When the last erasure of the subject was accepted; null where there was none.';
