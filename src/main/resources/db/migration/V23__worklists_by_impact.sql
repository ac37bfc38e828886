-- A worklist is sorted by impact first. No index had that order, so a page of fifty had to read and
-- sort everything that a person or a team holds.

-- The rank of an impact; 1 is the most pressing. Not strict, so that PostgreSQL can inline it.
create function impact_rank(impact text) returns integer
  language sql immutable parallel safe
  return array_position(array['patient_waiting', 'this_shift', 'slows_care', 'improvement'], impact);

create index support_request_worklist_of_person
  on support_request (assignee_id, impact_rank(impact), due_order, id)
  where status in ('open', 'acknowledged', 'waiting_for_caregiver') and assignee_id is not null;
create index support_request_worklist_of_team
  on support_request (team_id, impact_rank(impact), due_order, id)
  where status in ('open', 'acknowledged', 'waiting_for_caregiver');
create index support_request_worklist_unassigned
  on support_request (team_id, impact_rank(impact), due_order, id)
  where status in ('open', 'acknowledged', 'waiting_for_caregiver') and assignee_id is null;

-- Whom the open escalations call now, in the order of a worklist. No index over an array has an
-- order. Triggers maintain this table, so that replicas of the previous version do, too.
create table request_call (
  person_id   uuid        not null,
  impact_rank integer     not null,
  due_order   timestamptz not null,
  request_id  uuid        not null,
  constraint request_call_is_one_per_person primary key (request_id, person_id),
  constraint request_call_belongs_to_a_request foreign key (request_id)
    references support_request (id)
);
create index request_call_worklist
  on request_call (person_id, impact_rank, due_order, request_id);

create function write_request_calls(request uuid) returns void language plpgsql as $$
begin
  delete from request_call where request_id = request;
  insert into request_call (person_id, impact_rank, due_order, request_id)
  select distinct person, impact_rank(impact), due_order, id
  from support_request
  join request_escalation on request_id = id and state = 'open'
  cross join unnest(people) as person
  where id = request;
end
$$;

create function escalation_changed() returns trigger language plpgsql as $$
begin
  perform write_request_calls(new.request_id);
  return null;
end
$$;

create trigger escalation_changes_the_calls
  after insert or update on request_escalation
  for each row execute function escalation_changed();

create function escalated_request_moved() returns trigger language plpgsql as $$
begin
  perform write_request_calls(new.id);
  return null;
end
$$;

create trigger request_moves_among_the_calls
  after update on support_request
  for each row
  when (new.open_escalations > 0
    and (old.impact, old.due_order) is distinct from (new.impact, new.due_order))
  execute function escalated_request_moved();

do $$
begin
  perform write_request_calls(request_id) from request_escalation where state = 'open';
end
$$;

-- The new index by assignee finds what a person holds as well as this one. Last, because it locks
-- out readers until the migration ends.
drop index support_request_open_by_assignee;
