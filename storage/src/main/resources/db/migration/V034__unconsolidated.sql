-- Whose facts are to be looked through for those that say the same, because something new stands among them.
create table unconsolidated (
  tenant text not null,
  user_id text not null,
  since timestamptz not null default now(),
  taken_until timestamptz,
  primary key (tenant, user_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
comment on table unconsolidated is 'One row a subject of which a fact was stored since its facts were last looked through.';
comment on column unconsolidated.tenant is 'Whose.';
comment on column unconsolidated.user_id is 'Whose.';
comment on column unconsolidated.since is 'When the first such fact was stored.';
comment on column unconsolidated.taken_until is 'Until when nobody else looks through them; null while nobody does.';
comment on index unconsolidated_pkey is 'One row a subject.';
create index unconsolidated_since on unconsolidated (since);
comment on index unconsolidated_since is 'Who waits longest.';
alter table unconsolidated owner to mneme_owner;
alter table unconsolidated enable row level security;
alter table unconsolidated force row level security;
create policy every_subject on unconsolidated to mneme_writer using (true) with check (true);
grant select, insert, update, delete on unconsolidated to mneme_writer;

-- whoever holds facts already is looked through once
alter table memory no force row level security;
alter table unconsolidated no force row level security;
insert into unconsolidated (tenant, user_id)
select m.tenant, m.user_id
from memory m
where m.absorbed_by is null
  and m.kind in ('semantic', 'procedural')
  and m.turn is null
group by m.tenant, m.user_id
having count(*) > 1;
alter table unconsolidated force row level security;
alter table memory force row level security;
