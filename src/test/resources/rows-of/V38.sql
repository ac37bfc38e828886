insert into tap (hash, number, person_id, request_id, escalation, until)
values (sha256('\x01'), 1, '01980000-0000-7000-8000-000000003702', '01980000-0000-7000-8000-000000003704', 1, '2026-01-02T00:00:00Z');
