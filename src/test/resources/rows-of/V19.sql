insert into idempotency_key (caller, key, digest, status, version, answer)
values ('intranet', 'of-a-dry-run', '\x04', 200, 1, '{"applied": false}');
