-- A verified contact, how far was read, and a person and an asker who were told.
insert into contact (id, person_id, kind, address, added_at, verified_at, code, code_key, code_until, code_tries, codes_sent, codes_since)
select '01980000-0000-7000-8000-000000003701', id, 'email', 'a@example.org', '2026-01-01T00:00:00Z', '2026-01-01T00:01:00Z', '\x01', 7, '2026-01-01T00:10:00Z', 1, 2, '2026-01-01T00:00:00Z'
from person
order by id
limit 1;
update outlet set target = pg_current_snapshot(), position = 4 where name = 'people';
insert into telling (person_id, last_at) values ('01980000-0000-7000-8000-000000003702', '2026-01-01T00:00:00Z');
insert into notice (id, request_id, seq, person_id, asker, occasion, escalation, planned_at, next_at, step, recheck, state, ended_at)
values
  ('01980000-0000-7000-8000-000000003703', '01980000-0000-7000-8000-000000003704', 1, '01980000-0000-7000-8000-000000003702', null, 'escalated', 1, '2026-01-01T00:00:00Z', '2026-01-01T00:02:00Z', 1, true, 'over', '2026-01-01T00:03:00Z'),
  ('01980000-0000-7000-8000-000000003705', '01980000-0000-7000-8000-000000003704', 2, null, 1, 'resolved', null, '2026-01-01T00:00:00Z', '2026-01-01T00:02:00Z', 1, true, 'told', '2026-01-01T00:03:00Z');
insert into notice_try (notice_id, n, at, said, kind, outcome, code)
values ('01980000-0000-7000-8000-000000003703', 1, '2026-01-01T00:00:00Z', 'page', 'email', 'accepted', '250');
