-- A quarter that was closed.
insert into confidential_quarter (quarter, judged_at, closed_at)
values ('2026-Q1', '2026-04-02T00:00:00Z', '2026-04-02T00:10:00Z');
insert into confidential_figure (quarter, facility_id, category, kind, impact, requests, met, declined, missed, missed_open, not_yet_due, not_measured, confirmed, silent, open, withdrawn, fingerprint)
values ('2026-Q1', '01980000-0000-7000-8000-000000004101', 'staffing', 'resolve', 'this_shift', 23, 12, 1, 5, 2, 3, 4, 6, 7, 8, 9, 10);
