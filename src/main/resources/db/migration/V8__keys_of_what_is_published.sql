-- A caller's key may also have been used for something that is published in versions: which version
-- it was, and the revision right after. Such a key lives as long as the version does, for ever.
alter table idempotency_key
  alter column request_id drop not null,
  add column document_kind     text,
  add column document_code     text,
  add column document_revision bigint,
  add constraint idempotency_key_is_used_for_one_thing
    check (num_nonnulls(request_id, document_code) = 1),
  add constraint idempotency_key_names_a_document_in_full
    check (num_nulls(document_kind, document_code, document_revision) in (0, 3));
