-- Tools for business intelligence read views: stable names, codes and instants, no words, no people,
-- no confidential requests. The rule of a verdict is a function, so that the figures and the views
-- have the same one. PostgreSQL puts its body into the query, so it costs nothing.

-- The instant since when a paused clock is due: its pause ended by itself.
create function promise_due_since_pause(
  state text,
  breached_at timestamptz,
  resumes_at timestamptz,
  due_after_pause timestamptz,
  as_of timestamptz
) returns timestamptz language sql immutable parallel safe as $$
  select case
    when state = 'paused' and breached_at is null and resumes_at <= as_of then due_after_pause
  end
$$;

-- The same as PromiseVerdict in Java; PromiseVerdictTwinTest compares them. The time left is in
-- microseconds.
create function promise_verdict(
  state text,
  promised_at timestamptz,
  due_since_pause timestamptz,
  stopped_at timestamptz,
  breached_at timestamptz,
  resumes_at timestamptz,
  due_after_pause timestamptz,
  cancelled boolean,
  declined boolean,
  calendar text,
  calendar_version integer,
  time_left bigint,
  as_of timestamptz
) returns text language sql stable parallel safe as $$
  select case
    when cancelled then 'not_measured'
    when breached_at is not null and stopped_at is null then 'missed_open'
    when breached_at is not null then 'missed'
    when state = 'paused' and (resumes_at is null or promised_at is null) then 'not_yet_due'
    when promised_at is null then 'not_measured'
    when not (coalesce(due_since_pause, promised_at) < as_of) then 'not_yet_due'
    when declined then 'declined'
    when state = 'stopped' then 'met'
    when state = 'running' or due_since_pause is not null then 'missed_open'
    when due_after_pause is null
      and calendar = 'around-the-clock'
      and calendar_version = 1
      and resumes_at + time_left * interval '1 microsecond' < as_of
      then 'missed_open'
    else 'not_yet_due'
  end
$$;

create schema bi;

create view bi.dim_facility as
select id as facility_id, code, name, time_zone from facility;

create view bi.dim_unit as
select id as unit_id, facility_id, code, name from unit;

create view bi.dim_team as
select id as team_id, facility_id, code, name from team;

create view bi.dim_category as
select category
from (values
  ('supplies'), ('equipment'), ('medication'), ('it_ehr'), ('information_orders'), ('staffing'),
  ('facilities'), ('evs_linen_waste'), ('transport_flow'), ('policy_admin'), ('safety_violence'),
  ('training'), ('wellbeing'), ('other')
) as known (category);

create view bi.dim_date as
select
  day::date as date,
  extract(year from day)::int as year,
  extract(quarter from day)::int as quarter,
  extract(month from day)::int as month,
  to_char(day, 'IYYY-"W"IW') as iso_week,
  extract(isodow from day)::int as weekday
from generate_series(timestamp '2020-01-01', timestamp '2049-12-31', interval '1 day') as day;

create view bi.fact_request as
select
  request.id as request_id,
  request.facility_id,
  request.unit_id,
  request.team_id,
  request.category,
  request.impact,
  request.asked_at,
  (request.asked_at at time zone facility.time_zone)::date as asked_on,
  request.received_at,
  request.acknowledged_at,
  coalesce(
    request.first_answered_at,
    request.resolved_at,
    case when request.status = 'declined' then request.status_since end) as answered_at,
  coalesce(request.first_resolved_at, request.resolved_at) as resolved_at,
  coalesce(request.first_confirmed_at, request.confirmed_at) as confirmed_at,
  case when request.status = 'withdrawn' then request.status_since end as withdrawn_at,
  request.transfers,
  request.reopened,
  request.minutes_lost
from support_request request
join facility on facility.id = request.facility_id
where request.visibility <> 'confidential';

create view bi.fact_promise as
select
  clock.request_id,
  clock.kind as clock,
  clock.cycle,
  request.facility_id,
  request.unit_id,
  nullif(coalesce(clock.judged_team, request.team_id), '00000000-0000-0000-0000-000000000000')
    as team_id,
  request.category,
  clock.impact,
  request.asked_at,
  clock.counted_at,
  (clock.counted_at at time zone facility.time_zone)::date as counted_on,
  promise_verdict(clock.state, clock.promised_at, clock.due_since_pause, clock.stopped_at,
    clock.breached_at, clock.resumes_at, clock.due_after_pause, clock.cancelled, clock.declined,
    clock.calendar, clock.calendar_version, clock.target - clock.elapsed, now()) as verdict,
  clock.confirmed_at is not null as confirmed,
  clock.cancelled as withdrawn
from (
  select due.*, coalesce(due.due_since_pause, due.promised_at, due.started_at) as counted_at
  from (
    select request_clock.*,
      promise_due_since_pause(state, breached_at, resumes_at, due_after_pause, now())
        as due_since_pause
    from request_clock
  ) as due
) as clock
join support_request request on request.id = clock.request_id
join facility on facility.id = request.facility_id
where request.visibility <> 'confidential';

comment on view bi.fact_request is
  'Requests but confidential ones, as they are now; instants as in /metrics/waits';
comment on view bi.fact_promise is
  'Promises about requests but confidential ones, judged now as in /metrics/kept';
