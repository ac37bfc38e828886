-- An escalation is a thing of its own: whom a missed promise called, by when they had to answer, and
-- what came of it. It belongs to its request as the clocks do, and changes only by the request's
-- events.

alter table support_request
  -- How many escalations there have been; a request without any does without their table.
  add column escalations      integer not null default 0,
  -- How many of them wait for an answer.
  add column open_escalations integer not null default 0;

create table request_escalation (
  request_id uuid        not null,
  number     integer     not null,
  clock      text        not null,
  cycle      integer     not null,
  percent    integer     not null,
  tier       integer     not null,
  people     uuid[]      not null,
  at         timestamptz not null,
  noticed_at timestamptz not null,
  answer_by  timestamptz not null,
  cause      text        not null,
  follows    integer,
  state      text        not null,
  taken_by   uuid,
  taken_at   timestamptz,
  words      text,
  ended_at   timestamptz,
  led_to     integer,
  constraint request_escalation_is_numbered_per_request primary key (request_id, number),
  constraint request_escalation_belongs_to_a_request foreign key (request_id)
    references support_request (id),
  constraint request_escalation_clock_is_known check (clock in ('acknowledge', 'update', 'resolve')),
  constraint request_escalation_tier_is_1_to_4 check (tier between 1 and 4),
  constraint request_escalation_cause_is_known check (cause in ('step', 'nobody_answered')),
  constraint request_escalation_state_is_known
    check (state in ('open', 'taken', 'climbed', 'unanswered', 'settled')),
  constraint request_escalation_is_noticed_after_it_happened check (at <= noticed_at),
  constraint request_escalation_follows_another check ((follows is null) = (cause = 'step')),
  constraint request_escalation_is_taken_by_somebody check ((state = 'taken') = (taken_by is not null)),
  constraint request_escalation_ends_or_is_open check ((state = 'open') = (ended_at is null)),
  -- A step calls a tier once, and what nobody answered climbs once.
  constraint request_escalation_climbs_once unique (request_id, follows)
);

create unique index request_escalation_is_one_per_step
  on request_escalation (request_id, clock, cycle, percent, tier) where cause = 'step';
-- Those who must act now look only here.
create index request_escalation_open on request_escalation (answer_by, request_id, number)
  where state = 'open';
create index request_escalation_by_answer on request_escalation (answer_by, request_id, number);
