insert into idempotency_key (caller, tag_key, key, digest, status, version, answer)
values ('a-tag', 7, 'with-a-tag', '\x05', 200, 1, '{"applied": false}');
