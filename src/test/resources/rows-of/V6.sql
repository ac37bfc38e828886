update support_request set escalations = 2, open_escalations = 1;
insert into request_escalation
  (request_id, number, clock, cycle, percent, tier, people, at, noticed_at, answer_by, cause, follows, state,
   taken_by, taken_at, words, ended_at, led_to)
values
  ('00000000-0000-7000-8000-000000000008', 1, 'resolve', 1, 100, 1, '{00000000-0000-7000-8000-000000000004}',
    '2026-03-05T08:06Z', '2026-03-05T08:06Z', '2026-03-05T08:16Z', 'step', null, 'climbed',
    null, null, null, '2026-03-05T08:16Z', 2),
  ('00000000-0000-7000-8000-000000000008', 2, 'resolve', 1, 100, 2, '{00000000-0000-7000-8000-000000000005}',
    '2026-03-05T08:16Z', '2026-03-05T08:17Z', '2026-03-05T08:26Z', 'nobody_answered', 1, 'taken',
    '00000000-0000-7000-8000-000000000005', '2026-03-05T08:20Z', 'I have it', '2026-03-05T08:20Z', null);
