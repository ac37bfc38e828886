-- What the link in a page can do: take these escalations in the name of this person, and nothing else.
-- Only a hash of the link's token is stored, so this table gives no access.
create table tap (
  hash       bytea       not null,
  number     integer     not null,
  person_id  uuid        not null,
  request_id uuid        not null,
  escalation integer     not null,
  until      timestamptz not null,
  constraint tap_is_numbered_per_token primary key (hash, number),
  constraint tap_hash_is_sha_256 check (length(hash) = 32)
);
