-- A worklist did not show that a caregiver asked again, and an escalation that somebody took was over
-- although the caregiver still heard nothing.

-- How often the caregiver wrote or reopened the request since the department last told them anything.
alter table support_request
  add column asked_again integer not null default 0,
  add constraint support_request_asked_again_is_counted check (asked_again >= 0);

update support_request request
set asked_again = again.times
from (
  select event.request_id, count(*) as times
  from request_event event
  where (event.type = 'reopened' or (event.type = 'messaged' and event.asker is not null))
    and event.seq > coalesce((
      select max(told.seq)
      from request_event told
      where told.request_id = event.request_id
        and told.actor_id is not null
        and (told.type in ('acknowledged', 'asked', 'assessed', 'assigned', 'resolved', 'declined')
          or (told.type = 'messaged' and told.payload->>'audience' = 'caregiver'))), 0)
  group by event.request_id
) again
where request.id = again.request_id;

-- Within an impact, a worklist begins with the requests whose caregiver asked again.
create index support_request_owed_by_person
  on support_request (assignee_id, impact_rank(impact), (asked_again = 0), due_order, id)
  where status in ('open', 'acknowledged', 'waiting_for_caregiver') and assignee_id is not null;
create index support_request_owed_by_team
  on support_request (team_id, impact_rank(impact), (asked_again = 0), due_order, id)
  where status in ('open', 'acknowledged', 'waiting_for_caregiver');
create index support_request_owed_and_unassigned
  on support_request (team_id, impact_rank(impact), (asked_again = 0), due_order, id)
  where status in ('open', 'acknowledged', 'waiting_for_caregiver') and assignee_id is null;

alter table request_call add column asked_again integer not null default 0;
update request_call
set asked_again = request.asked_again
from support_request request
where request.id = request_id and request.asked_again > 0;
create index request_call_owed
  on request_call (person_id, impact_rank, (asked_again = 0), due_order, request_id);

create or replace function write_request_calls(request uuid) returns void language plpgsql as $$
begin
  delete from request_call where request_id = request;
  insert into request_call (person_id, impact_rank, asked_again, due_order, request_id)
  select distinct person, impact_rank(impact), asked_again, due_order, id
  from support_request
  join request_escalation on request_id = id and state = 'open'
  cross join unnest(people) as person
  where id = request;
end
$$;

drop trigger request_moves_among_the_calls on support_request;
create trigger request_moves_among_the_calls
  after update on support_request
  for each row
  when (new.open_escalations > 0
    and (old.impact, old.asked_again, old.due_order)
      is distinct from (new.impact, new.asked_again, new.due_order))
  execute function escalated_request_moved();

-- How long the caregiver may hear nothing after a person took the escalation, in microseconds, and
-- since when nobody of the department has taken it or handed the request on. Null for what was taken
-- before: nobody is called about that today.
alter table request_escalation
  add column word_within bigint,
  add column quiet_since timestamptz,
  add constraint request_escalation_goes_quiet_after_a_time
    check ((word_within is null) = (quiet_since is null)),
  drop constraint request_escalation_cause_is_known,
  drop constraint request_escalation_follows_another,
  add constraint request_escalation_cause_is_known
    check (cause in
      ('step', 'nobody_answered', 'unrouted', 'left_unattended', 'reopened', 'gone_quiet')),
  add constraint request_escalation_follows_another
    check ((follows is not null) = (cause in ('nobody_answered', 'gone_quiet')));

-- A request shows its latest words (ADR 67). Without this PostgreSQL reads its whole history for them.
-- Filing writes no such event.
create index request_event_words on request_event (request_id, seq)
  where type in ('messaged', 'acknowledged', 'assigned', 'asked', 'assessed', 'resolved', 'declined',
    'answered', 'impact_changed', 'confirmed', 'reopened', 'withdrawn');

-- Last, because it locks out readers until the migration ends.
drop index support_request_worklist_of_person;
drop index support_request_worklist_of_team;
drop index support_request_worklist_unassigned;
drop index request_call_worklist;
