-- A webhook with a former secret that is in the middle of a pass and waits, with an attempt and an
-- event that was set aside.
insert into webhook (id, name, url, types, facility_id, unit_id, team_id, categories, impacts, secret,
  former_secret, former_until, state, why, since, created_by, created_at, version, era, seen, target,
  at_transaction, at_position, failures, failing_since, next_try_at, delivered_at, lease_no, lease_until)
values ('00000000-0000-7000-8000-000000000091', 'n', 'https://hooks.example.org/', '{opened}',
  '00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002',
  '00000000-0000-7000-8000-000000000003', '{supplies}', '{this_shift}', 'AQ==', 'Ag==',
  '2026-03-06T08:00Z', 'on', 'server_error', '2026-03-05T08:00Z', 'c', '2026-03-05T08:00Z', 1, 1,
  '100:100:', '200:200:', 150, 7, 2, '2026-03-05T08:00Z', '2026-03-05T08:05Z', '2026-03-05T07:00Z', 3,
  '2026-03-05T08:01Z');
insert into webhook_attempt (webhook_id, request_id, seq, at, took_ms, outcome, status)
values ('00000000-0000-7000-8000-000000000091', '00000000-0000-7000-8000-000000000008', 1,
  '2026-03-05T08:00Z', 20, 'delivered', 200);
insert into webhook_aside (webhook_id, request_id, seq, tries, next_at)
values ('00000000-0000-7000-8000-000000000091', '00000000-0000-7000-8000-000000000008', 1, 1,
  '2026-03-05T08:01Z');
