-- A promise of a request that went to another team, and a need that came back.
update request_clock
set held_by = array['00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000004']::uuid[],
  held_from = array[0, 60000000], judged_team = '00000000-0000-7000-8000-000000000003';
update support_request
set first_resolved_at = '2026-03-05T08:30Z', first_answered_at = '2026-03-05T08:30Z';
