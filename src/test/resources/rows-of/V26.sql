-- An event whose words were erased in one of two places, with an alternative left.
insert into request_event (request_id, seq, type, at, recorded_at, payload, salt, erased)
values ('00000000-0000-7000-8000-000000000008', 4, 'declined', '2026-03-05T08:12Z', '2026-03-05T08:12Z',
  '{"words": "[removed: other]", "alternative": "Ask the store"}', '\x000102030405060708090a0b0c0d0e0f',
  '{"/words": {"reason": "other", "commitment": "00"}}');
