-- A row of every table of schema V3, with a value in every column.
insert into facility (id, code, name, time_zone)
values ('00000000-0000-7000-8000-000000000001', 'H', 'Hill', 'UTC');
insert into unit (id, facility_id, code, name)
values ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', '4W', '4 West');
insert into team (id, facility_id, code, name)
values ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000001', 'supply', 'Supply');
insert into person (id, username, name, title, unit_id)
values
  ('00000000-0000-7000-8000-000000000004', 'ana', 'Ana Ortiz', 'Clerk', '00000000-0000-7000-8000-000000000002'),
  ('00000000-0000-7000-8000-000000000005', 'ben', 'Ben Cole', 'Clerk', null);
insert into membership (team_id, person_id, lead)
values
  ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000004', true),
  ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000005', false);
insert into on_call (id, facility_id, team_id, tier, person_id, days, from_time, to_time)
values
  ('00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000001',
    '00000000-0000-7000-8000-000000000003', null, '00000000-0000-7000-8000-000000000004', '{1,2,7}', '19:00', '07:30'),
  ('00000000-0000-7000-8000-000000000007', '00000000-0000-7000-8000-000000000001',
    null, 2, '00000000-0000-7000-8000-000000000005', '{1,2,3,4,5,6,7}', '00:00', '00:00');
insert into category_owner (facility_id, category, team_id, off_hours, also_tell_tier, waits_for_business_day)
values ('00000000-0000-7000-8000-000000000001', 'supplies', '00000000-0000-7000-8000-000000000003', 'Ana', 3, true);
insert into category_backup (facility_id, category, position, team_id, tier)
values
  ('00000000-0000-7000-8000-000000000001', 'supplies', 1, '00000000-0000-7000-8000-000000000003', null),
  ('00000000-0000-7000-8000-000000000001', 'supplies', 2, null, 2);
insert into support_request
  (id, reference, version, status, impact, assessed_impact, category, need, room, item, minutes_lost,
   visibility, facility_id, unit_id, requester_id, on_behalf_of_id, team_id, assignee_id, unrouted, because,
   asked_at, received_at, updated_at, status_since, acknowledged_at, acknowledged_by, promised_by,
   resolved_at, confirmed_at, reopened, escalated_tier, told, words, due_at, next_tick_at)
values ('00000000-0000-7000-8000-000000000008', 20000, 2, 'waiting_for_caregiver', 'patient_waiting',
  'this_shift', 'supplies', 'Blankets', '412', 'Blanket', 15, 'named',
  '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002',
  '00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000004',
  '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000004', false, 'On call',
  '2026-03-05T08:00Z', '2026-03-05T08:01Z', '2026-03-05T08:10Z', '2026-03-05T08:10Z', '2026-03-05T08:05Z',
  '00000000-0000-7000-8000-000000000004', '2026-03-05T10:00Z', '2026-03-05T08:07Z', '2026-03-05T08:08Z', 1, 2,
  '{00000000-0000-7000-8000-000000000005}', 'On its way', '2026-03-05T09:00Z', '2026-03-05T08:46Z');
insert into request_clock
  (request_id, kind, cycle, policy, policy_version, calendar, calendar_version, impact, target, pause_limit,
   steps, started_at, state, elapsed, accounted_at, resumes_at, stopped_at, breached_at, promised_at,
   cancelled, fired_percents, fired_at)
values ('00000000-0000-7000-8000-000000000008', 'resolve', 1, 'default', 1, 'around-the-clock', 1,
  'patient_waiting', 3600000000, 86400000000, '{75,100}', '2026-03-05T08:00Z', 'paused', 600000000,
  '2026-03-05T08:10Z', '2026-03-06T08:10Z', '2026-03-05T08:07Z', '2026-03-05T08:06Z', '2026-03-05T09:00Z',
  true, '{75}', '{2026-03-05T08:45Z}');
insert into request_event (request_id, seq, type, at, recorded_at, actor_id, payload)
values
  ('00000000-0000-7000-8000-000000000008', 1, 'opened', '2026-03-05T08:00Z', '2026-03-05T08:01Z',
    '00000000-0000-7000-8000-000000000005', '{"need": "Blankets", "routed": {"team": "supply"}}'),
  ('00000000-0000-7000-8000-000000000008', 2, 'asked', '2026-03-05T08:10Z', '2026-03-05T08:10Z',
    '00000000-0000-7000-8000-000000000004', '{"words": "How many?"}');
insert into idempotency_key (caller, key, digest, status, request_id, version)
values ('ben', 'of-a-request', '\x01', 201, '00000000-0000-7000-8000-000000000008', 1);
