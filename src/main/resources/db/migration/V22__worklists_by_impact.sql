-- A worklist is sorted by impact first. Without an index in that order, its first page had to read
-- and sort everything that a person or a team holds. Closed requests are not in these indexes.
create index support_request_worklist_of_person on support_request (
  assignee_id,
  (array_position(array['patient_waiting', 'this_shift', 'slows_care', 'improvement'], impact)),
  due_order,
  id
)
  where status in ('open', 'acknowledged', 'waiting_for_caregiver');
create index support_request_worklist_of_team on support_request (
  team_id,
  (array_position(array['patient_waiting', 'this_shift', 'slows_care', 'improvement'], impact)),
  due_order,
  id
)
  where status in ('open', 'acknowledged', 'waiting_for_caregiver');
create index support_request_worklist_unassigned on support_request (
  team_id,
  (array_position(array['patient_waiting', 'this_shift', 'slows_care', 'improvement'], impact)),
  due_order,
  id
)
  where status in ('open', 'acknowledged', 'waiting_for_caregiver') and assignee_id is null;
