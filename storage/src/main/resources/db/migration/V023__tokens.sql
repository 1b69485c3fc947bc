-- What the tokens of a memory say, beside what the whole of it says. Not compressed: four bits a
-- dimension of a direction have nothing left to squeeze.
alter table memory add column tokens bytea;
alter table memory alter column tokens set storage external;

comment on column memory.tokens is 'Vectors of the words that carry meaning, four bits a dimension; null where the model gives none, and in a cold stub.';
