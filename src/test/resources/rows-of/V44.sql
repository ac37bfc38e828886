-- When the caregiver first said that the need was met.
update support_request set first_confirmed_at = '2026-03-05T08:45Z';
