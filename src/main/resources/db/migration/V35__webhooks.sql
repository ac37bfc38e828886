-- Where events are sent. The history is the queue: a webhook stores how far it is, as a snapshot of
-- PostgreSQL (which transactions have been sent) and a place in the present pass.
create table webhook (
  id              uuid        not null,
  name            text        not null,
  url             text        not null,
  types           text[]      not null,
  facility_id     uuid,
  unit_id         uuid,
  team_id         uuid,
  categories      text[]      not null,
  impacts         text[]      not null,
  -- Encrypted with the service's keys.
  secret          text        not null,
  former_secret   text,
  former_until    timestamptz,
  state           text        not null,
  why             text,
  since           timestamptz not null,
  created_by      text        not null,
  created_at      timestamptz not null,
  version         integer     not null,
  era             integer     not null,
  seen            text        not null,
  target          text,
  at_transaction  bigint      not null default 0,
  at_position     bigint      not null default 0,
  failures        integer     not null default 0,
  failing_since   timestamptz,
  next_try_at     timestamptz,
  delivered_at    timestamptz,
  -- One replica at a time sends for a webhook, until the lease ends by the database's clock.
  lease_no        bigint      not null default 0,
  lease_until     timestamptz,
  constraint webhook_key primary key (id),
  constraint webhook_state_is_known check (state in ('on', 'disabled')),
  constraint webhook_former_secret_has_an_end check (num_nulls(former_secret, former_until) <> 1)
);

-- Every attempt, for a month.
create table webhook_attempt (
  id         bigint      not null generated always as identity,
  webhook_id uuid        not null,
  request_id uuid        not null,
  seq        integer     not null,
  at         timestamptz not null,
  took_ms    integer     not null,
  outcome    text        not null,
  status     integer,
  constraint webhook_attempt_key primary key (id),
  constraint webhook_attempt_belongs_to_a_webhook foreign key (webhook_id)
    references webhook (id) on delete cascade
);
create index webhook_attempt_by_webhook on webhook_attempt (webhook_id, id);
create index webhook_attempt_by_age on webhook_attempt (at);

-- Events that the receiver refused as such. They are sent again later, and the others go on.
create table webhook_aside (
  webhook_id uuid        not null,
  request_id uuid        not null,
  seq        integer     not null,
  tries      integer     not null,
  next_at    timestamptz not null,
  constraint webhook_aside_key primary key (webhook_id, request_id, seq),
  constraint webhook_aside_belongs_to_a_webhook foreign key (webhook_id)
    references webhook (id) on delete cascade
);
create index webhook_aside_by_time on webhook_aside (webhook_id, next_at);
