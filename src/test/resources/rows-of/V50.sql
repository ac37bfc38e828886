-- A person with quiet hours, and a notice that was held by them.
update telling
set quiet = '{"quiet": [{"days": ["MONDAY"], "from": "22:00", "to": "06:30"}]}'
where person_id = '01980000-0000-7000-8000-000000003702';
update notice set held_until = '2026-01-01T12:30:00Z' where id = '01980000-0000-7000-8000-000000003703';
