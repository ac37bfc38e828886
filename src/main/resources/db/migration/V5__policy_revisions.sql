-- Policies and calendars are published and retired over the API, and everything ever published can
-- be asked for. Each publication and each retirement is a revision; a version is in force from one
-- revision to another, and a request pins the revision it was filed at.

create table policy_revision (
  revision bigint not null,
  only_row boolean primary key default true,
  constraint policy_revision_is_one_row check (only_row),
  constraint policy_revision_starts_at_one check (revision >= 1)
);

insert into policy_revision (revision) values (1);

alter table calendar_version
  add column name text not null default 'Around the clock',
  add column since_revision bigint not null default 1,
  add column until_revision bigint,
  add column published_by text,
  add column ended_at timestamptz,
  add column ended_by text,
  add constraint calendar_version_ends_after_it_began check (until_revision > since_revision),
  add constraint calendar_version_ends_at_a_time
    check ((until_revision is null) = (ended_at is null));

-- What is there comes from before there were revisions: one policy for everything, in another form.
-- It stays for replicas of the version before, which read it; no revision contains it. Clocks that
-- began by it go on by the policies of revision 1, which promise exactly the same.
alter table policy_version
  add column name text not null default 'Before revisions',
  add column since_revision bigint not null default 0,
  add column until_revision bigint,
  add column published_by text,
  add column ended_at timestamptz,
  add column ended_by text;

update policy_version set until_revision = 1, ended_at = now();

alter table policy_version
  add constraint policy_version_ends_after_it_began check (until_revision > since_revision),
  add constraint policy_version_ends_at_a_time
    check ((until_revision is null) = (ended_at is null));

alter table calendar_version
  alter column name drop default,
  alter column since_revision drop default,
  add constraint calendar_version_has_a_name check (name ~ '\S' and length(name) <= 200);
alter table policy_version
  alter column name drop default,
  alter column since_revision drop default,
  add constraint policy_version_has_a_name check (name ~ '\S' and length(name) <= 200);

-- One version of each is in force.
create unique index calendar_version_in_force on calendar_version (calendar)
  where until_revision is null;
create unique index policy_version_in_force on policy_version (policy)
  where until_revision is null;

-- Starting points to agree locally: no national standard exists for most of these. A step's
-- percentage is of the target; ten minutes without an acknowledgement are 200 % of 5, 500 % of 2.
insert into policy_version (policy, version, name, since_revision, definition)
values
  ('patient-waiting', 1, 'A patient is waiting', 1, '{
    "match": {"impacts": ["patient_waiting"]},
    "clocks": {
      "acknowledge": {"target": "PT5M", "calendar": "around-the-clock", "steps": [
        {"percent": 75, "warn": true}, {"percent": 100, "climb": true},
        {"percent": 200, "tiers": [2, 3]}]},
      "update": {"target": "PT15M", "calendar": "around-the-clock", "steps": [
        {"percent": 75, "warn": true}]},
      "resolve": {"target": "PT1H", "calendar": "around-the-clock", "steps": [
        {"percent": 75, "warn": true}, {"percent": 100, "climb": true}]}
    },
    "waitLimit": "PT24H",
    "answerWithin": "PT5M"
  }'),
  ('this-shift', 1, 'Care cannot be finished this shift', 1, '{
    "match": {"impacts": ["this_shift"]},
    "clocks": {
      "acknowledge": {"target": "PT15M", "calendar": "around-the-clock", "steps": [
        {"percent": 75, "warn": true}, {"percent": 100, "climb": true}]},
      "update": {"target": "PT2H", "calendar": "around-the-clock", "steps": [
        {"percent": 75, "warn": true}]},
      "resolve": {"target": "PT8H", "calendar": "around-the-clock", "steps": [
        {"percent": 75, "warn": true}, {"percent": 100, "climb": true}]}
    },
    "waitLimit": "PT24H",
    "answerWithin": "PT15M"
  }'),
  ('slows-care', 1, 'Care is slower', 1, '{
    "match": {"impacts": ["slows_care"]},
    "clocks": {
      "acknowledge": {"target": "PT8H", "calendar": "around-the-clock", "steps": [
        {"percent": 75, "warn": true}, {"percent": 100, "climb": true}]},
      "update": {"target": "PT48H", "calendar": "around-the-clock", "steps": [
        {"percent": 75, "warn": true}]},
      "resolve": {"target": "PT120H", "calendar": "around-the-clock", "steps": [
        {"percent": 75, "warn": true}, {"percent": 100, "climb": true}]}
    },
    "waitLimit": "PT24H",
    "answerWithin": "PT1H"
  }'),
  ('improvement', 1, 'Improvements', 1, '{
    "match": {"impacts": ["improvement"]},
    "clocks": {
      "acknowledge": {"target": "PT24H", "calendar": "around-the-clock", "steps": [
        {"percent": 75, "warn": true}, {"percent": 100, "climb": true}]},
      "update": {"target": "PT336H", "calendar": "around-the-clock", "steps": [
        {"percent": 75, "warn": true}]},
      "resolve": {"target": "PT1080H", "calendar": "around-the-clock", "steps": [
        {"percent": 75, "warn": true}, {"percent": 100, "climb": true}]}
    },
    "waitLimit": "PT24H",
    "answerWithin": "PT24H"
  }'),
  ('medication-now', 1, 'Medication for a waiting patient', 1, '{
    "match": {"impacts": ["patient_waiting"], "categories": ["medication"]},
    "clocks": {
      "resolve": {"target": "PT30M", "calendar": "around-the-clock", "steps": [
        {"percent": 75, "warn": true}, {"percent": 100, "climb": true}]}
    },
    "waitLimit": "PT24H",
    "answerWithin": "PT5M"
  }'),
  ('violence-now', 1, 'Somebody is not safe', 1, '{
    "match": {"impacts": ["patient_waiting"], "categories": ["safety_violence"]},
    "clocks": {
      "acknowledge": {"target": "PT2M", "calendar": "around-the-clock", "steps": [
        {"percent": 75, "warn": true}, {"percent": 100, "climb": true},
        {"percent": 500, "tiers": [2, 3]}]}
    },
    "waitLimit": "PT24H",
    "answerWithin": "PT5M"
  }'),
  ('long-improvements', 1, 'Improvements of buildings and of rules', 1, '{
    "match": {"impacts": ["improvement"], "categories": ["facilities", "policy_admin"]},
    "clocks": {
      "resolve": {"target": "PT2160H", "calendar": "around-the-clock", "steps": [
        {"percent": 75, "warn": true}, {"percent": 100, "climb": true}]}
    },
    "waitLimit": "PT24H",
    "answerWithin": "PT24H"
  }');

-- A version says for ever what it said: only that it has ended can be added, once.
create function refuse_to_change_versions() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if old.until_revision is null
      and to_jsonb(old) - array['until_revision', 'ended_at', 'ended_by']
        = to_jsonb(new) - array['until_revision', 'ended_at', 'ended_by'] then
      return new;
    end if;
  end if;
  raise exception 'Versions are never changed: % on % is refused', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end
$$;

create trigger calendar_versions_are_for_ever
  before update or delete on calendar_version
  for each row execute function refuse_to_change_versions();
create trigger calendar_versions_are_not_emptied
  before truncate on calendar_version
  for each statement execute function refuse_to_change_versions();
create trigger policy_versions_are_for_ever
  before update or delete on policy_version
  for each row execute function refuse_to_change_versions();
create trigger policy_versions_are_not_emptied
  before truncate on policy_version
  for each statement execute function refuse_to_change_versions();

-- What is filed by a replica of the version before goes by revision 1, as all before it.
alter table support_request
  add column policy_revision bigint not null default 1,
  -- How long a wait for the caregiver lasts is the policy's to say; so far it was a day.
  add column wait_ends_at timestamptz;

update support_request
set wait_ends_at = status_since + interval '24 hours'
where status = 'waiting_for_caregiver';
