update support_request set asked_again = 2;
update request_escalation set word_within = 900000000, quiet_since = '2026-03-05T08:20Z';
-- The update of the request made its calls anew, from its open escalations.
delete from request_call;
insert into request_call (person_id, impact_rank, asked_again, due_order, request_id)
values ('00000000-0000-7000-8000-000000000005', 1, 2, '2026-03-05T09:00Z', '00000000-0000-7000-8000-000000000008');
