insert into request_call (person_id, impact_rank, due_order, request_id)
values ('00000000-0000-7000-8000-000000000005', 1, '2026-03-05T09:00Z', '00000000-0000-7000-8000-000000000008');
