-- An asker who is anonymous.
insert into request_asker (request_id, number, tag, tag_key, on_behalf, asked_at)
values ('00000000-0000-7000-8000-000000000008', 3, 'c2VjcmV0', 7, false, '2026-03-05T08:00Z');
