-- The person who became the assignee by acting, or looked after an unattended request. That is the reason
-- then, and no longer the stored one, which names another person or says that nobody is there.
alter table support_request add column acted_by uuid;

update support_request
set acted_by = assignee_id
from person
where person.id = assignee_id
  and acknowledged_by = assignee_id
  and not unattended
  and strpos(because, person.name) = 0
  and status in ('open', 'acknowledged', 'waiting_for_caregiver');
