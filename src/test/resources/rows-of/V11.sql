update support_request
set transfers = 2, given_back_by = '00000000-0000-7000-8000-000000000005', unattended = true,
  held_until = '2026-03-05T16:00Z';
insert into handover (id, person_id, at, team_id, assignee_id, note, answer)
values ('00000000-0000-7000-8000-000000000017', '00000000-0000-7000-8000-000000000004', '2026-03-05T16:00Z',
  '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000005', 'Good night', '{"items": [1]}');
