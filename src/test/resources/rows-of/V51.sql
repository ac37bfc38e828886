-- A contact that another system has sent.
update contact set source = 'paging' where id = '01980000-0000-7000-8000-000000003701';
