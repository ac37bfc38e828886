-- Keys stored the username of the caller, and a plain digest against which words could be tested.
-- Now both are tags by a key outside the database; tag_key is the id of that key. Where it is null,
-- the service replaces the two values when it starts (EarlierKeys). The index finds these rows, and
-- is empty afterwards.
alter table idempotency_key
  add column tag_key integer;

create index idempotency_key_without_tags on idempotency_key (key) where tag_key is null;
