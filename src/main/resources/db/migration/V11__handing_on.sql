-- Who has a request changes hands: how often it went from one team to another, who gave it back, and
-- whether its assignee's shift ended with nobody of the team on call.
alter table support_request
  add column transfers     integer not null default 0,
  add column given_back_by uuid,
  add column unattended    boolean not null default false,
  -- When the assignee's shift ends, by the rosters of when the request last changed; the heartbeat
  -- looks then (next_tick_at). What was open before this column has none until it next changes.
  add column held_until    timestamptz,
  add constraint support_request_transfers_are_counted check (transfers >= 0);

-- What was handed on before it was counted.
update support_request
set transfers = counted.transfers
from (
  select request_id, count(*) as transfers
  from (
    select request_id, team, lag(team) over (partition by request_id order by seq) as team_before
    from (
      select request_id, seq,
        case type when 'opened' then payload -> 'routed' ->> 'team' else payload ->> 'team' end
          as team
      from request_event
      where type in ('opened', 'assigned')
        and request_id in (select request_id from request_event where type = 'assigned')
    ) as placed
  ) as moved
  where team <> team_before
  group by request_id
) as counted
where counted.request_id = support_request.id;

-- What somebody holds: all of it is handed over in one act. Closed requests are not in it.
create index support_request_open_by_assignee
  on support_request (assignee_id, due_order, id)
  where status in ('open', 'acknowledged', 'waiting_for_caregiver');
create index support_request_unattended on support_request (due_order, id) where unattended;

-- An escalation is called also when a shift ends and nobody of the team is on call.
alter table request_escalation
  drop constraint request_escalation_cause_is_known,
  drop constraint request_escalation_follows_another,
  add constraint request_escalation_cause_is_known
    check (cause in ('step', 'nobody_answered', 'unrouted', 'left_unattended')),
  add constraint request_escalation_follows_another
    check ((follows is not null) = (cause = 'nobody_answered'));

-- Everything somebody held, handed over in one act. The answer is kept as it was given, for a retry.
create table handover (
  id          uuid        not null,
  person_id   uuid        not null,
  at          timestamptz not null,
  team_id     uuid,
  assignee_id uuid,
  note        text        not null,
  answer      jsonb       not null,
  constraint handover_has_an_id primary key (id),
  constraint handover_is_by_somebody foreign key (person_id) references person (id),
  constraint handover_has_a_note check (note ~ '\S')
);

-- The heartbeat looks once at what is open, and then knows when those who have it go.
update support_request
set next_tick_at = least(next_tick_at, now())
where assignee_id is not null and status in ('open', 'acknowledged', 'waiting_for_caregiver');
