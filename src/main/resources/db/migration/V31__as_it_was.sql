-- Figures can be asked as of an instant in the past. Most changes leave what was: an act adds its
-- instant, and whoever reads the row as of an earlier instant ignores it. The few changes that
-- replace a judged value (another impact, team or due instant, a pause, an undo) copy the earlier
-- values here. Filing, acknowledging, resolving and confirming write no row.
alter table request_clock add column valid_from timestamptz not null default '-infinity';
alter table support_request add column valid_from timestamptz not null default '-infinity';

comment on column request_clock.valid_from is
  'Since when no judged value has been replaced; earlier ones are in request_clock_past';
comment on column support_request.valid_from is
  'Since when no judged value has been replaced; earlier ones are in support_request_past';

create table request_clock_past (
  request_id       uuid        not null,
  kind             text        not null,
  cycle            integer     not null,
  impact           text        not null,
  calendar         text        not null,
  calendar_version integer     not null,
  target           bigint      not null,
  elapsed          bigint      not null,
  started_at       timestamptz not null,
  state            text        not null,
  resumes_at       timestamptz,
  stopped_at       timestamptz,
  breached_at      timestamptz,
  promised_at      timestamptz,
  due_after_pause  timestamptz,
  cancelled        boolean     not null,
  declined         boolean     not null,
  confirmed_at     timestamptz,
  judged_team      uuid,
  valid_from       timestamptz not null,
  valid_until      timestamptz not null,
  constraint request_clock_past_key primary key (request_id, kind, cycle, valid_until),
  constraint request_clock_past_ends_after_it_began check (valid_from < valid_until)
);

create index request_clock_past_by_promise on request_clock_past (promised_at);
create index request_clock_past_by_due_after_pause on request_clock_past (due_after_pause)
  where state = 'paused';
create index request_clock_past_by_end on request_clock_past (valid_until);

create table support_request_past (
  request_id        uuid        not null,
  impact            text        not null,
  team_id           uuid,
  transfers         integer     not null,
  status            text        not null,
  status_since      timestamptz not null,
  resolved_at       timestamptz,
  first_resolved_at timestamptz,
  first_answered_at timestamptz,
  valid_from        timestamptz not null,
  valid_until       timestamptz not null,
  constraint support_request_past_key primary key (request_id, valid_until),
  constraint support_request_past_ends_after_it_began check (valid_from < valid_until)
);

create index support_request_past_by_end on support_request_past (valid_until);

-- The instant of the act is that of the request. The service writes the request before its clocks.
create function keep_past_request() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.updated_at > old.valid_from then
    insert into support_request_past
    values (old.id, old.impact, old.team_id, old.transfers, old.status, old.status_since,
      old.resolved_at, old.first_resolved_at, old.first_answered_at, old.valid_from,
      new.updated_at);
    new.valid_from := new.updated_at;
  end if;
  return new;
end
$$;

create trigger past_request_is_kept
  before update on support_request
  for each row
  when (
    (old.impact, old.team_id, old.transfers) is distinct from (new.impact, new.team_id, new.transfers)
    or (old.resolved_at is not null and old.resolved_at is distinct from new.resolved_at)
    or (old.status in ('declined', 'withdrawn') and old.status <> new.status)
    or (old.first_resolved_at, old.first_answered_at)
      is distinct from (new.first_resolved_at, new.first_answered_at))
  execute function keep_past_request();

-- Only a request that changed its team has clocks that name theirs. At the first change the earlier
-- copies of the clock learn it.
create function keep_past_clock() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  changed_at timestamptz := (select updated_at from support_request where id = new.request_id);
  team uuid := coalesce(old.judged_team, new.held_by[1], new.judged_team);
begin
  if old.judged_team is null and team is not null then
    update request_clock_past
    set judged_team = team
    where (request_id, kind, cycle) = (old.request_id, old.kind, old.cycle)
      and judged_team is null;
  end if;
  if changed_at > old.valid_from then
    insert into request_clock_past
    values (old.request_id, old.kind, old.cycle, old.impact, old.calendar, old.calendar_version,
      old.target, old.elapsed, old.started_at, old.state, old.resumes_at, old.stopped_at,
      old.breached_at, old.promised_at, old.due_after_pause, old.cancelled, old.declined,
      old.confirmed_at, team, old.valid_from, changed_at);
    new.valid_from := changed_at;
  end if;
  return new;
end
$$;

create trigger past_clock_is_kept
  before update on request_clock
  for each row
  when (
    (old.impact, old.promised_at, old.due_after_pause, old.resumes_at, old.judged_team,
      old.state = 'paused')
      is distinct from (new.impact, new.promised_at, new.due_after_pause, new.resumes_at,
        new.judged_team, new.state = 'paused')
    or (old.state = 'stopped' and new.state <> 'stopped'))
  execute function keep_past_clock();

-- What was replaced before this version is not known.
create table figures_begin (
  begins_at timestamptz not null,
  only_row boolean primary key default true,
  constraint figures_begin_is_one_row check (only_row)
);
insert into figures_begin (begins_at)
select case when exists (select from support_request) then now() else '-infinity' end;
