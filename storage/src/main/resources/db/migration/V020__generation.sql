-- How often the store was rebuilt from the log: the revisions of one generation are all higher than those before.
create table generation (
  only_row boolean primary key default true check (only_row),
  number bigint not null check (number >= 0),
  began_at timestamptz not null
);
comment on table generation is 'One row: which rebuild made this store. A subject''s revisions begin at number shifted by 40 bits.';
comment on column generation.only_row is 'Always true: there is one row.';
comment on column generation.number is '0 for a store that was never rebuilt, one more with every rebuild.';
comment on column generation.began_at is 'When readers were switched to it.';
comment on index generation_pkey is 'One row.';
alter table generation owner to mneme_owner;
insert into generation (number, began_at) values (0, now());
grant select on generation to mneme_writer, mneme_reader, mneme_mover;
