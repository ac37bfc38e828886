-- A person who was not reached, a contact that fails, and a notice to a switchboard.
update request_escalation set not_reached = people;
-- The update made the calls of the request anew.
delete from request_call;
insert into request_call (person_id, impact_rank, asked_again, due_order, request_id)
values ('00000000-0000-7000-8000-000000000005', 1, 2, '2026-03-05T09:00Z', '00000000-0000-7000-8000-000000000008');
update contact set failing_since = '2026-01-02T00:00:00Z';
insert into notice (id, request_id, seq, facility_id, occasion, escalation, planned_at, next_at)
values ('01980000-0000-7000-8000-000000004301', '01980000-0000-7000-8000-000000004302', 3, '01980000-0000-7000-8000-000000004303', 'last_resort', 2, '2026-01-01T00:00:00Z', '2026-01-01T00:02:00Z');
