-- Since when its assignee has had a request, where that is not since it was filed: whether they went
-- off shift with it, or took it up off shift by their own will.
alter table support_request add column held_since timestamptz;

update support_request
set held_since = greatest(acknowledged_at, (
  select max(at)
  from request_event
  where request_id = support_request.id
    and (type in ('assigned', 'taken', 'given_back', 'handed_over', 'assignee_left', 'routed_again')
      or (type = 'acknowledged' and actor_id = support_request.assignee_id))))
where status in ('open', 'acknowledged', 'waiting_for_caregiver', 'resolved');

-- What belonged to somebody who left while nobody of the team was there is unattended as well.
update support_request
set unattended = true
where status in ('open', 'acknowledged', 'waiting_for_caregiver')
  and assignee_id is null
  and (
    select type
    from request_event
    where request_id = support_request.id
      and type in ('assigned', 'taken', 'given_back', 'handed_over', 'assignee_left', 'routed_again',
        'acknowledged', 'asked', 'assessed', 'messaged', 'escalation_taken')
    order by seq desc
    limit 1) = 'assignee_left';
