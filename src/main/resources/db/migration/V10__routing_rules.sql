-- Who has what is set by rules in versions, as promises are: published, replaced, retired, never
-- edited. The owners of categories stay as the ground under them.

create table routing_rule_version (
  routing_rule   text        not null,
  version        integer     not null,
  name           text        not null,
  definition     jsonb       not null,
  since_revision bigint      not null,
  until_revision bigint,
  created_at     timestamptz not null,
  published_by   text,
  ended_at       timestamptz,
  ended_by       text,
  constraint routing_rule_version_is_numbered_per_rule primary key (routing_rule, version),
  constraint routing_rule_version_starts_at_one check (version >= 1),
  constraint routing_rule_version_has_a_name check (name ~ '\S' and length(name) <= 200),
  constraint routing_rule_version_ends_after_it_began check (until_revision > since_revision),
  constraint routing_rule_version_ends_at_a_time
    check ((until_revision is null) = (ended_at is null))
);

create unique index routing_rule_version_in_force on routing_rule_version (routing_rule)
  where until_revision is null;

create trigger routing_rule_versions_are_for_ever
  before update or delete on routing_rule_version
  for each row execute function refuse_to_change_versions();
create trigger routing_rule_versions_are_not_emptied
  before truncate on routing_rule_version
  for each statement execute function refuse_to_change_versions();

-- When somebody of a team had their last turn, where a rule goes round; turns are counted per team.
create table routing_turn (
  team_id   uuid   not null references team,
  person_id uuid   not null references person,
  turn      bigint not null,
  constraint routing_turn_is_the_last_one primary key (team_id, person_id),
  constraint routing_turn_starts_at_one check (turn >= 1)
);

-- Which rule sent a request where it is; null for the ground, and once somebody has moved it.
alter table support_request
  add column rule_code    text,
  add column rule_version integer,
  add constraint support_request_rule_has_a_version
    check (num_nulls(rule_code, rule_version) in (0, 2));

-- What nobody reachable has is looked at again every minute.
create index support_request_unrouted on support_request (received_at, id)
  where unrouted and status in ('open', 'acknowledged', 'waiting_for_caregiver');

-- The minutes for which that was so are counted from the history. Routed requests are not in it.
create index request_event_opened_unrouted on request_event (at, request_id)
  where type = 'opened' and (payload -> 'routed' ->> 'unrouted') = 'true';

-- A request that nobody reachable has calls the administrator on call at once. It is about the
-- acknowledgement that nobody is there to give; no step of a clock calls, so its percent is 0.
alter table request_escalation
  drop constraint request_escalation_cause_is_known,
  drop constraint request_escalation_follows_another,
  add constraint request_escalation_cause_is_known
    check (cause in ('step', 'nobody_answered', 'unrouted')),
  add constraint request_escalation_follows_another
    check ((follows is not null) = (cause = 'nobody_answered'));
