-- How much text an object holds, so that small objects are known before they are read.
alter table cold_object add column text_chars bigint check (text_chars >= 0);
comment on column cold_object.text_chars is 'Characters of the texts in it; null in an object of before: at most eight times its bytes are assumed.';
