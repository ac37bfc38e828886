update facility set source = 'hr', external_id = 'F1', gone_at = '2026-03-01T08:00Z';
update unit set source = 'hr', external_id = 'U1', gone_at = '2026-03-01T08:00Z';
update team set source = 'hr', external_id = 'T1', gone_at = '2026-03-01T08:00Z';
update person set source = 'hr', external_id = username, gone_at = '2026-03-01T08:00Z';
update membership set left_at = '2026-03-01T08:00Z';
update on_call
set time_zone = 'Europe/Berlin', exclusive = true, starts_on = '2026-01-05', ends_on = '2026-12-28',
  source = 'hr', external_id = id::text;
insert into shift
  (id, facility_id, team_id, tier, person_id, starts, ends, time_zone, exclusive, source, external_id)
values
  ('00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000001',
    '00000000-0000-7000-8000-000000000003', null, '00000000-0000-7000-8000-000000000004',
    '2026-03-05T19:00', '2026-03-06T07:00', 'UTC', true, 'hr', 'S1'),
  ('00000000-0000-7000-8000-000000000012', '00000000-0000-7000-8000-000000000001', null, 2,
    '00000000-0000-7000-8000-000000000005', '2026-03-05T19:00', '2026-03-06T07:00', 'UTC', false, null, null);
insert into stand_in
  (id, facility_id, team_id, tier, person_id, instead_of, starts_at, ends_at, reason, swap_id, made_by, made_at,
   called_off_by, called_off_at)
values
  ('00000000-0000-7000-8000-000000000013', '00000000-0000-7000-8000-000000000001',
    '00000000-0000-7000-8000-000000000003', null, '00000000-0000-7000-8000-000000000004',
    '00000000-0000-7000-8000-000000000005', '2026-03-05T19:00Z', '2026-03-06T07:00Z', 'Family',
    '00000000-0000-7000-8000-000000000015', 'ana', '2026-03-05T08:00Z', 'ben', '2026-03-05T09:00Z'),
  ('00000000-0000-7000-8000-000000000014', '00000000-0000-7000-8000-000000000001', null, 3,
    '00000000-0000-7000-8000-000000000005', null, '2026-03-05T19:00Z', '2026-03-06T07:00Z', 'Ill', null,
    'ana', '2026-03-05T08:00Z', null, null);
insert into directory_import (id, at, by, source, whole, digest, outcome)
values ('00000000-0000-7000-8000-000000000016', '2026-03-01T08:00Z', 'intranet', 'hr', true, '\x03',
  '{"changes": [{"kind": "people"}]}');
