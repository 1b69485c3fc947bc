-- How many turns each conversation has: the writer numbers turns with it.
create table conversation (
  tenant text not null,
  user_id text not null,
  name text not null,
  turns integer not null check (turns >= 0),
  primary key (tenant, user_id, name)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
comment on table conversation is 'Turns recorded so far in each conversation.';
comment on column conversation.tenant is 'Owner''s tenant.';
comment on column conversation.user_id is 'Owner''s user.';
comment on column conversation.name is 'The application''s name of the conversation.';
comment on column conversation.turns is 'The number the next turn gets.';
comment on index conversation_pkey is 'One row a conversation.';
alter table conversation owner to mneme_owner;
