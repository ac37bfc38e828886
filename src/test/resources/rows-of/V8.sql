insert into idempotency_key (caller, key, digest, status, version, document_kind, document_code, document_revision)
values ('conrad', 'of-a-policy', '\x02', 201, 1, 'policy', 'ours', 2);
