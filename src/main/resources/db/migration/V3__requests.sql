-- A request owns its clocks; every change of it is an event in its history.

-- Replicas take references in blocks of fifty, so that filing a need asks for no number.
create sequence reference_block start with 400;

create table support_request (
  id              uuid        not null,
  reference       bigint      not null,
  version         integer     not null,
  status          text        not null,
  impact          text        not null,
  assessed_impact text,
  category        text        not null,
  need            text        not null,
  room            text,
  item            text,
  minutes_lost    integer,
  visibility      text        not null,
  facility_id     uuid        not null,
  unit_id         uuid        not null,
  requester_id    uuid        not null,
  on_behalf_of_id uuid,
  team_id         uuid,
  assignee_id     uuid,
  unrouted        boolean     not null,
  because         text        not null,
  asked_at        timestamptz not null,
  received_at     timestamptz not null,
  updated_at      timestamptz not null,
  status_since    timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  promised_by     timestamptz,
  resolved_at     timestamptz,
  confirmed_at    timestamptz,
  reopened        integer     not null default 0,
  escalated_tier  smallint    not null default 0,
  told            uuid[]      not null default '{}',
  words           text,
  due_at          timestamptz,
  next_tick_at    timestamptz,
  -- What has no promise running falls due last; a key without nulls keeps pages exact.
  due_order       timestamptz not null generated always as
                    (coalesce(due_at, timestamptz 'infinity')) stored,
  constraint support_request_has_an_id primary key (id),
  constraint support_request_reference_is_unique unique (reference),
  constraint support_request_unit_exists foreign key (unit_id) references unit (id),
  constraint support_request_team_exists foreign key (team_id) references team (id),
  constraint support_request_status_is_known check (status in
    ('open', 'acknowledged', 'waiting_for_caregiver', 'resolved', 'confirmed', 'unconfirmed',
     'declined', 'withdrawn')),
  constraint support_request_impact_is_known check (impact in
    ('patient_waiting', 'this_shift', 'slows_care', 'improvement')),
  constraint support_request_is_asked_before_it_is_received check (asked_at <= received_at),
  constraint support_request_has_a_team_or_is_unrouted check (team_id is not null or unrouted),
  constraint support_request_has_words check (length(need) between 1 and 4000)
);

-- The worklist: what is open for a team, what falls due first. Closed requests are not in it, so it
-- costs the same after ten years as after ten days.
create index support_request_open_by_team on support_request (team_id, due_order, id)
  where status in ('open', 'acknowledged', 'waiting_for_caregiver');
create index support_request_by_requester on support_request (requester_id, asked_at, id);
create index support_request_by_unit on support_request (unit_id, asked_at, id);
create index support_request_by_age on support_request (asked_at, id);
create index support_request_open_by_due on support_request (due_order, id)
  where status in ('open', 'acknowledged', 'waiting_for_caregiver');
create index support_request_by_change on support_request (updated_at, id);
-- The heartbeat looks only here.
create index support_request_next_tick on support_request (next_tick_at)
  where next_tick_at is not null;
create index support_request_words on support_request using gin (to_tsvector('simple', need));

-- One promise about one request. Durations are microseconds.
create table request_clock (
  request_id       uuid        not null,
  kind             text        not null,
  cycle            integer     not null,
  policy           text        not null,
  policy_version   integer     not null,
  calendar         text        not null,
  calendar_version integer     not null,
  impact           text        not null,
  target           bigint      not null,
  pause_limit      bigint,
  steps            integer[]   not null,
  started_at       timestamptz not null,
  state            text        not null,
  elapsed          bigint      not null,
  accounted_at     timestamptz not null,
  resumes_at       timestamptz,
  stopped_at       timestamptz,
  breached_at      timestamptz,
  promised_at      timestamptz,
  cancelled        boolean     not null default false,
  fired_percents   integer[]   not null,
  fired_at         timestamptz[] not null,
  constraint request_clock_is_one_per_kind_and_cycle primary key (request_id, kind, cycle),
  constraint request_clock_belongs_to_a_request foreign key (request_id)
    references support_request (id),
  constraint request_clock_kind_is_known check (kind in ('acknowledge', 'update', 'resolve')),
  constraint request_clock_state_is_known check (state in ('running', 'paused', 'stopped')),
  constraint request_clock_target_is_positive check (target > 0)
);

-- The figures ask for the promises that fell due in a period.
create index request_clock_by_promise on request_clock (promised_at, kind);

-- The history: append-only, gapless per request.
create table request_event (
  request_id  uuid        not null,
  seq         integer     not null,
  type        text        not null,
  at          timestamptz not null,
  recorded_at timestamptz not null,
  actor_id    uuid,
  payload     jsonb       not null,
  position    bigint      not null generated always as identity,
  transaction xid8        not null default pg_current_xact_id(),
  constraint request_event_is_numbered_per_request primary key (request_id, seq),
  constraint request_event_belongs_to_a_request foreign key (request_id)
    references support_request (id),
  constraint request_event_is_not_noticed_before_it_happens check (at <= recorded_at)
);

create function refuse_to_change_history() returns trigger language plpgsql as $$
begin
  raise exception 'History is append-only: % on % is refused', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end
$$;

create trigger history_is_append_only
  before update or delete or truncate on request_event
  for each statement execute function refuse_to_change_history();

-- A key lives as long as its request: a phone may be offline over a weekend.
create table idempotency_key (
  caller     text        not null,
  key        text        not null,
  digest     bytea       not null,
  status     smallint    not null,
  request_id uuid        not null,
  version    integer     not null,
  constraint idempotency_key_is_used_once_per_caller primary key (caller, key),
  constraint idempotency_key_belongs_to_a_request foreign key (request_id)
    references support_request (id)
);
