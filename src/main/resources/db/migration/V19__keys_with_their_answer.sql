-- What a key was used for may be kept nowhere else as it was answered: a dry run, or an import that
-- changed nothing. Such a key keeps its answer, for ever.
alter table idempotency_key
  add column answer jsonb,
  drop constraint idempotency_key_is_used_for_one_thing,
  add constraint idempotency_key_is_used_for_one_thing
    check (num_nonnulls(request_id, document_code, answer) = 1);
