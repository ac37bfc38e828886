-- A worklist asks for what one person holds, and for what nobody holds of their teams. What is
-- closed is not in it.
create index support_request_open_by_assignee on support_request (assignee_id, team_id)
  where status in ('open', 'acknowledged', 'waiting_for_caregiver');
