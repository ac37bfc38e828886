insert into figure_close (day, closed_at) values ('2026-03-05', '2026-03-06T00:01Z');
insert into figure_day
values ('2026-03-05', '2026-03-05', 'unit', '00000000-0000-7000-8000-000000000002', false, 'resolve',
  'patient_waiting', 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
