update request_clock set due_after_pause = '2026-03-06T09:00Z';
