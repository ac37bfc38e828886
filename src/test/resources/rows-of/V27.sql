-- A resolution that the caregiver confirmed.
update request_clock set confirmed_at = '2026-03-05T08:30Z';
