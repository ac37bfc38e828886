-- A request and a clock that had other values before.
update request_clock set valid_from = '2026-03-05T08:10Z'
where request_id = '00000000-0000-7000-8000-000000000008';
update support_request set valid_from = '2026-03-05T08:10Z'
where id = '00000000-0000-7000-8000-000000000008';
insert into request_clock_past
values ('00000000-0000-7000-8000-000000000008', 'resolve', 1, 'patient_waiting', 'around-the-clock', 1,
  3600000000, 0, '2026-03-05T08:00Z', 'paused', '2026-03-06T08:00Z', '2026-03-05T08:07Z',
  '2026-03-05T08:06Z', '2026-03-05T09:00Z', '2026-03-06T09:00Z', true, true, '2026-03-05T08:08Z',
  '00000000-0000-7000-8000-000000000003', '2026-03-05T08:00Z', '2026-03-05T08:10Z');
insert into support_request_past
values ('00000000-0000-7000-8000-000000000008', 'this_shift', '00000000-0000-7000-8000-000000000003', 1,
  'open', '2026-03-05T08:00Z', '2026-03-05T08:07Z', '2026-03-05T08:07Z', '2026-03-05T08:07Z',
  '2026-03-05T08:00Z', '2026-03-05T08:10Z');
