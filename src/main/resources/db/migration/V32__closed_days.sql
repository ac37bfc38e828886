-- The cost of /metrics/kept must not grow with the history. When a day is over and settled, the
-- verdicts of its promises are added up here. What changes afterwards is added with the day on which
-- it became known. Rows never change.
--
-- Days are those of UTC, so no change of a time zone moves them. A row is the sum over one place:
-- a facility, unit, team or category. Counts of a correction may be negative.
create table figure_day (
  known_day    date    not null,
  due_day      date    not null,
  dimension    text    not null,
  of           text    not null,
  confidential boolean not null,
  kind         text    not null,
  impact       text    not null,
  met          integer not null,
  declined     integer not null,
  missed       integer not null,
  missed_open  integer not null,
  not_yet_due  integer not null,
  not_measured integer not null,
  confirmed    integer not null,
  silent       integer not null,
  open         integer not null,
  withdrawn    integer not null,
  fingerprint  bigint  not null,
  constraint figure_day_is_about_a_place
    check (dimension in ('facility', 'unit', 'team', 'category')),
  constraint figure_day_knows_no_future check (due_day <= known_day),
  constraint figure_day_key primary key
    (dimension, of, due_day, known_day, confidential, kind, impact)
);

create index figure_day_corrections on figure_day (known_day) where due_day < known_day;

-- The days that are closed, without gaps.
create table figure_close (
  day       date        not null,
  closed_at timestamptz not null,
  constraint figure_close_key primary key (day)
);

create function refuse_to_change_closed_days() returns trigger language plpgsql as $$
begin
  raise exception 'A closed day does not change: % on % is refused', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end
$$;

create trigger closed_days_do_not_change
  before update or delete or truncate on figure_day
  for each statement execute function refuse_to_change_closed_days();
create trigger closes_do_not_change
  before update or delete or truncate on figure_close
  for each statement execute function refuse_to_change_closed_days();

-- Which requests changed on a day. Events are appended, so a few kilobytes are enough to find them.
create index request_event_by_recording on request_event using brin (recorded_at)
  with (pages_per_range = 16, autosummarize = on);
create index request_clock_by_resuming on request_clock (resumes_at) where state = 'paused';
create index request_clock_past_by_resuming on request_clock_past (resumes_at)
  where state = 'paused';
