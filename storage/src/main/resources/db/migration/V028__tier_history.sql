-- What each tenant held in each tier, an hour apart: the past of a bill. The log does not hold it, so a rebuild carries it over.
create table tier_history (
  noted_at timestamptz not null,
  tenant text not null,
  tier text not null check (tier in ('hot', 'warm', 'cold')),
  memories bigint not null check (memories >= 0),
  bytes bigint not null check (bytes >= 0),
  primary key (noted_at, tenant, tier)
);
comment on table tier_history is 'One row an hour, tenant and tier that held anything; of hours older than two weeks only midnight.';
comment on column tier_history.noted_at is 'The hour, as its first look at the tiers found them.';
comment on column tier_history.tenant is 'Whose.';
comment on column tier_history.tier is 'Which tier.';
comment on column tier_history.memories is 'Memories in it.';
comment on column tier_history.bytes is 'The tenant''s share of the tier''s rows and indexes, by memories, and its own objects.';
comment on index tier_history_pkey is 'One row an hour, tenant and tier; read in the order of time.';
alter table tier_history owner to mneme_owner;
alter table tier_history enable row level security;
alter table tier_history force row level security;
create policy every_subject on tier_history to mneme_mover using (true) with check (true);
grant select, insert, delete on tier_history to mneme_mover;
