-- The person who takes an escalation owes the caregiver a word, and their worklist did not show the
-- request.

-- Whom a request is on the worklist of because of its escalations: the people whom an open one calls,
-- and the person who took one, while its promise stays missed and the department owes the caregiver a
-- word. As EscalationDeadlines has it, only the last escalation of a promise counts.
create or replace function write_request_calls(request uuid) returns void language plpgsql as $$
begin
  delete from request_call where request_id = request;
  insert into request_call (person_id, impact_rank, asked_again, due_order, request_id)
  select person, impact_rank(impact), asked_again, due_order, id
  from support_request
  cross join lateral (
    select unnest(people) as person
    from request_escalation
    where request_id = id and state = 'open'
    union
    select taken.taken_by
    from request_escalation taken
    join request_clock clock
      on clock.request_id = id and clock.kind = taken.clock and clock.cycle = taken.cycle
        and clock.state = 'running' and clock.breached_at is not null
    where taken.request_id = id and taken.state = 'taken' and taken.word_within is not null
      and status in ('open', 'acknowledged')
      and exists (
        select from request_escalation last
        where last.request_id = id and taken.number in (last.number, last.led_to)
          and last.number = (
            select max(other.number) from request_escalation other
            where other.request_id = id and other.clock = taken.clock and other.cycle = taken.cycle))
  ) as concerned
  where id = request;
end
$$;

-- At the end of the transaction, because an act also changes clocks. Requests that never called for
-- help cost nothing.
create constraint trigger request_that_called_changes
  after update on support_request
  deferrable initially deferred
  for each row
  when (new.escalations > 0 and old.version <> new.version)
  execute function escalated_request_moved();

do $$
begin
  perform write_request_calls(request_id)
  from (
    select distinct request_id
    from request_escalation
    join support_request request on request.id = request_id
    where state = 'taken' and word_within is not null and status in ('open', 'acknowledged')
  ) as taken;
end
$$;
