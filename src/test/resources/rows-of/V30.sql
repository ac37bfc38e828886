-- A hold in force and one that was lifted.
insert into legal_hold (id, reason, request_id, unit_id, placed_by, placed_at)
values ('00000000-0000-7000-8000-000000000081', 'Claim', '00000000-0000-7000-8000-000000000008',
  '00000000-0000-7000-8000-000000000002', 'p', '2026-03-05T08:00Z');
insert into legal_hold
  (id, reason, asked_from, asked_before, placed_by, placed_at, lifted_by, lifted_at)
values ('00000000-0000-7000-8000-000000000082', 'Audit', '2026-01-01T00:00Z', '2026-02-01T00:00Z', 'p',
  '2026-03-05T08:00Z', 'q', '2026-03-06T08:00Z');
