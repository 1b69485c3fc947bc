-- pgvector, and what every role may do at all.
create extension if not exists vector;

revoke create on schema public from public;
grant usage on schema public to mneme_writer, mneme_reader, mneme_mover;
grant usage, create on schema public to mneme_owner;
