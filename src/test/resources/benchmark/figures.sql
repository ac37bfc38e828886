-- Requests in the shape of real ones, 274 a day until :now: 2 % are still open, 5 % declined, 3 %
-- withdrawn, the others resolved, most of them confirmed.
set statement_timeout = 0;
set session_replication_role = replica;
truncate support_request, support_request_past, request_clock_past, figure_day, figure_close cascade;

create temporary table life as
select
  i,
  gen_random_uuid() as id,
  (select array_agg(id order by code) from unit) as units,
  (select array_agg(id order by code) from team) as teams,
  impact,
  cast(':now' as timestamptz) - ((:requests - i + random()) / 274 * interval '1 day') as asked_at,
  (array['patient_waiting', 'this_shift', 'slows_care', 'improvement'])[impact] as impact_name,
  (array['supplies', 'equipment', 'medication', 'it_ehr', 'transport_flow', 'facilities'])[1 + i / 4 % 6]
    as category,
  (array[interval '1 hour', '8 hours', '5 days', '45 days'])[impact] as target,
  -ln(1 - random()) * 0.6 as life,
  case
    when i % 50 = 0 then 'acknowledged'
    when i % 20 = 1 then 'declined'
    when i % 33 = 2 then 'withdrawn'
    when i % 4 = 3 then 'unconfirmed'
    else 'confirmed'
  end as status
from (select i, 1 + (random() * 3.99)::int % 4 as impact from generate_series(1, :requests) as i) as one;

insert into support_request
  (id, reference, version, status, impact, category, need, visibility, facility_id, unit_id, team_id,
   unrouted, because, asked_at, received_at, updated_at, status_since, acknowledged_at, resolved_at,
   confirmed_at, minutes_lost)
select life.id, 1000000 + i, 4, status, impact_name, category,
  'The bladder scanner is always on another floor when it is needed',
  case when i % 20 = 7 then 'confidential' else 'named' end,
  unit.facility_id, unit.id, teams[1 + i % cardinality(teams)], false, 'supplies go to the supply chain',
  asked_at, asked_at, ended_at, ended_at, asked_at + life * target * 0.1,
  case when status in ('confirmed', 'unconfirmed') then asked_at + life * target end,
  case when status = 'confirmed' then ended_at end,
  case when i % 3 = 0 then i % 60 end
from (select life.*, least(asked_at + life * target * 1.1, cast(':now' as timestamptz)) as ended_at from life) as life
join unit on unit.id = units[1 + i % cardinality(units)];

insert into request_clock
  (request_id, kind, cycle, policy, policy_version, calendar, calendar_version, impact, target, steps,
   started_at, state, elapsed, accounted_at, stopped_at, breached_at, promised_at, cancelled, declined,
   fired_percents, fired_at, confirmed_at)
select id, kind, 1, 'default', 1, 'around-the-clock', 1, impact_name,
  (extract(epoch from promise) * 1000000)::bigint, '{}', asked_at,
  case when stop is null then 'running' else 'stopped' end, 0, asked_at, stop,
  case when coalesce(stop, ':now') > asked_at + promise then asked_at + promise end, asked_at + promise,
  status = 'withdrawn' and stop <= asked_at + promise,
  status = 'declined' and kind = 'resolve' and stop <= asked_at + promise, '{}', '{}',
  case when status = 'confirmed' and kind = 'resolve' then asked_at + life * target * 1.1 end
from life
cross join lateral (values
  ('acknowledge', target / 10, asked_at + life * target * 0.1),
  ('update', target / 4, asked_at + life * target * 0.3),
  ('resolve', target, case when status <> 'acknowledged' then asked_at + life * target end)
) as clock (kind, promise, stop);

insert into request_event (request_id, seq, type, at, recorded_at, payload)
select id, seq, type, at, at, payload
from life
cross join lateral (values
  (1, 'opened', asked_at, '{"impact": "this_shift", "need": "A bladder scanner"}'::jsonb),
  (2, 'acknowledged', asked_at + life * target * 0.1, '{"words": "On its way"}'),
  (3, case status when 'declined' then status when 'withdrawn' then status else 'resolved' end,
    asked_at + life * target, '{"words": "Done"}'),
  (4, 'confirmed', asked_at + life * target * 1.1, '{}')
) as event (seq, type, at, payload)
where (seq < 3 or status <> 'acknowledged') and (seq < 4 or status = 'confirmed') and at <= ':now'
order by at;

-- As after an upgrade: the first close adds up everything before.
update figures_begin set begins_at = cast(':now' as timestamptz) - interval '3 days';

drop table life;
set session_replication_role = origin;
reset statement_timeout;
