update support_request set held_since = '2026-03-05T08:05Z';
