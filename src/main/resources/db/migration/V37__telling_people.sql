-- Andon tells people what happened. What they are told is planned from the history, so no act writes
-- anything more. A notice belongs to one event and one person; what was sent is in notice_try, which
-- is append-only like the history.

-- Where a person is told. Only contacts that the person has verified are used. The code is stored as a
-- tag by a key outside the database.
create table contact (
  id          uuid        not null,
  person_id   uuid        not null,
  kind        text        not null,
  address     text        not null,
  added_at    timestamptz not null,
  verified_at timestamptz,
  code        bytea,
  code_key    integer,
  code_until  timestamptz,
  code_tries  integer     not null default 0,
  codes_sent  integer     not null default 0,
  codes_since timestamptz not null,
  constraint contact_has_an_id primary key (id),
  constraint contact_belongs_to_a_person foreign key (person_id) references person (id),
  constraint contact_is_one_per_address unique (person_id, kind, address)
);

-- How far the history has been read for an outlet: everything that seen shows. While more is read than
-- fits into one transaction, it goes up to target, and position is the last event that was read.
create table outlet (
  name     text        not null,
  seen     pg_snapshot not null,
  target   pg_snapshot,
  position bigint      not null default 0,
  constraint outlet_has_a_name primary key (name)
);

-- Nobody is told what happened before the upgrade.
insert into outlet (name, seen) values ('people', pg_current_snapshot());

-- The row that is locked while messages to a person are chosen, and when the last one was sent.
create table telling (
  person_id uuid not null,
  last_at   timestamptz,
  constraint telling_is_one_per_person primary key (person_id)
);

-- A person to be told about an event. An asker is named by number, so that the name is looked up only
-- when the message is sent. There is no foreign key to the request: checking it would lock the row of
-- the request while the notices of many requests are inserted.
create table notice (
  id         uuid        not null,
  request_id uuid        not null,
  seq        integer     not null,
  person_id  uuid,
  asker      integer,
  occasion   text        not null,
  escalation integer,
  planned_at timestamptz not null,
  next_at    timestamptz not null,
  step       integer     not null default 0,
  recheck    boolean     not null default false,
  state      text        not null default 'waiting',
  ended_at   timestamptz,
  constraint notice_has_an_id primary key (id),
  constraint notice_is_one_per_event_and_person
    unique nulls not distinct (request_id, seq, person_id, asker),
  constraint notice_is_for_a_person_or_an_asker check (num_nonnulls(person_id, asker) = 1),
  constraint notice_state_is_known check
    (state in ('waiting', 'told', 'over', 'off_duty', 'no_contact', 'given_up', 'stale')),
  constraint notice_ends_when_it_waits_no_longer check ((state = 'waiting') = (ended_at is null))
);

create index notice_due on notice (next_at) where state = 'waiting';
create index notice_to_look_at on notice (request_id) where state = 'waiting';
create index notice_waiting_for_a_person on notice (person_id) where state = 'waiting';
create index notice_of_a_person on notice (person_id, planned_at) where person_id is not null;
create index notice_to_an_asker on notice (request_id) where asker is not null;

create table notice_try (
  notice_id uuid        not null,
  n         integer     not null,
  at        timestamptz not null,
  said      text        not null,
  kind      text        not null,
  outcome   text        not null,
  code      text        not null,
  constraint notice_try_is_numbered primary key (notice_id, n, said),
  constraint notice_try_is_of_a_notice foreign key (notice_id) references notice (id),
  constraint notice_try_says_something_known check (said in ('page', 'tell', 'stand_down')),
  constraint notice_try_outcome_is_known check (outcome in ('accepted', 'failed'))
);

create trigger notice_try_is_append_only
  before update or delete or truncate on notice_try
  for each statement execute function refuse_to_change_history();
