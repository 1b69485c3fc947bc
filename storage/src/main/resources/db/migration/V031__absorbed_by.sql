-- Which memory answers for an archived one that says the same.
alter table memory add column absorbed_by uuid;
comment on column memory.absorbed_by is 'The memory that says the same and answers for this one, which is archived; null in every other.';
create index memory_absorbed on memory (tenant, user_id, absorbed_by) where absorbed_by is not null;
comment on index memory_absorbed is 'The memories one answers for.';
