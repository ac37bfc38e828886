-- A miss must not be transferred away: the team that held a request for most of a promise's elapsed
-- time answers for it. Only a request that changed its team has this on its clocks; of any other
-- request its team answers. The nil UUID stands for no team.
alter table request_clock
  add column held_by uuid[] not null default '{}',
  add column held_from bigint[] not null default '{}',
  add column judged_team uuid;

comment on column request_clock.held_by is
  'Teams that held the request while the clock ran, in order; empty if its team did not change';
comment on column request_clock.held_from is
  'Elapsed time, in microseconds, from which each of held_by held the request';
comment on column request_clock.judged_team is
  'The team that answers for the promise; null for the team of the request';

create temporary table team_change on commit drop as
select request_id, at, seq, before, team
from (
  select request_id, at, seq, team, lag(team) over (partition by request_id order by seq) as before
  from (
    select request_id, at, seq,
      coalesce(
        substring(coalesce(payload -> 'routed', payload) ->> 'team' from '^[0-9a-f-]{36}$')::uuid,
        '00000000-0000-0000-0000-000000000000') as team
    from request_event
    where type in ('opened', 'routed_again', 'assigned', 'taken', 'given_back', 'handed_over')
      and request_id in (
        select id from support_request where transfers > 0
        union
        select request_id
        from request_event
        where type = 'opened' and (payload -> 'routed' ->> 'unrouted') = 'true')
  ) as event
) as event
where seq > 1 and before <> team and team <> '00000000-0000-0000-0000-000000000000';

create temporary table wait on commit drop as
select asked.request_id, asked.at as since, (
    select min(ended.at)
    from request_event ended
    where ended.request_id = asked.request_id
      and ended.seq > asked.seq
      and ended.type in ('answered', 'wait_ended', 'resolved', 'declined', 'withdrawn')) as until
from request_event asked
where asked.type = 'asked' and asked.request_id in (select request_id from team_change);

-- For how long a clock had been running at an instant, in microseconds on the clock on the wall.
create function pg_temp.ran(clock request_clock, upto timestamptz) returns numeric
language sql stable as $$
  select 1000000 * (extract(epoch from upto - clock.started_at) - coalesce((
    select sum(greatest(0, extract(epoch from
      least(coalesce(wait.until, upto), upto) - greatest(wait.since, clock.started_at))))
    from wait
    where wait.request_id = clock.request_id and clock.kind <> 'acknowledge'), 0))
$$;

-- SQL does not know the calendars. So time counts in proportion to what has elapsed in all, which is
-- exact for a clock that runs around the clock.
update request_clock clock
set held_by = held.teams, held_from = held.marks
from (
  select ran.request_id, ran.kind, ran.cycle,
    (array_agg(change.before order by change.seq))[1] || array_agg(change.team order by change.seq)
      as teams,
    0::bigint || array_agg(
      case
        when change.at < ran.accounted_at then coalesce(pg_temp.ran(ran, change.at) * ran.elapsed
          / nullif(pg_temp.ran(ran, ran.accounted_at), 0), 0)::bigint
        when ran.state = 'running'
          then ran.elapsed + (extract(epoch from change.at - ran.accounted_at) * 1000000)::bigint
        else ran.elapsed
      end
      order by change.seq) as marks
  from request_clock ran
  join team_change change
    on change.request_id = ran.request_id
    and change.at > ran.started_at
    and (ran.stopped_at is null or change.at <= ran.stopped_at)
  group by ran.request_id, ran.kind, ran.cycle
) as held
where (held.request_id, held.kind, held.cycle) = (clock.request_id, clock.kind, clock.cycle);

update request_clock clock
set judged_team = (
  select team
  from (
    select team, min(place) as first, sum(greatest(0, least(coalesce(until, total), total) - since))
      as share
    from (
      select team, place, since, lead(since) over (order by place) as until,
        case when clock.state = 'stopped' and clock.breached_at is null
          then least(clock.elapsed, clock.target)
          else clock.target end as total
      from unnest(clock.held_by, clock.held_from) with ordinality as part (team, since, place)
    ) as part
    group by team
  ) as team
  order by
    case when team <> '00000000-0000-0000-0000-000000000000' then share else 0 end desc, first
  limit 1)
where held_by <> '{}';

update request_clock clock
set judged_team = (
  select change.before
  from team_change change
  where change.request_id = clock.request_id and change.at > clock.stopped_at
  order by change.seq
  limit 1)
where held_by = '{}'
  and stopped_at is not null
  and request_id in (select request_id from team_change);

-- The first answer stands when a need comes back: until now the wait for it ran on.
alter table support_request
  add column first_resolved_at timestamptz,
  add column first_answered_at timestamptz;

update support_request request
set first_resolved_at = stood.resolved_at, first_answered_at = stood.answered_at
from (
  select reopened.request_id,
    min(answer.at) filter (where why = 'came_back') as resolved_at,
    min(answer.at) as answered_at
  from (
    select request_id, seq, payload ->> 'why' as why
    from request_event
    where type = 'reopened' and request_id in (select id from support_request where reopened > 0)
  ) as reopened
  cross join lateral (
    select at
    from request_event
    where request_id = reopened.request_id
      and seq < reopened.seq
      and type in ('resolved', 'declined')
    order by seq desc
    limit 1
  ) as answer
  where why in ('came_back', 'still_needed')
  group by reopened.request_id
) as stood
where request.id = stood.request_id;

drop function pg_temp.ran;

-- GET /metrics/declines asks for the declines of a period.
create index request_event_declined on request_event (at) where type = 'declined';
