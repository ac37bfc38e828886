insert into roster_change (id, facility_id, tier, at, by, act, person_id, reason, duty)
values ('00000000-0000-7000-8000-000000000020', '00000000-0000-7000-8000-000000000001', 2, '2026-03-05T08:00Z',
  'ana', 'weekly_added', '00000000-0000-7000-8000-000000000005', 'Nobody was there', 'MONDAY 07:00 to 19:00, UTC');
