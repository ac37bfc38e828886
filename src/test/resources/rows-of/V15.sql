update membership set source = 'hr';
update category_owner set source = 'hr';
insert into leaver (person_id, since) values ('00000000-0000-7000-8000-000000000004', '2026-03-01T08:00Z');
