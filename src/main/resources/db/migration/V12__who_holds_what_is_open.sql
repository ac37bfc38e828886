-- A worklist asks for what one person holds. What nobody holds, or is closed, is not in it.
create index support_request_open_by_assignee on support_request (assignee_id)
  where status in ('open', 'acknowledged', 'waiting_for_caregiver') and assignee_id is not null;
