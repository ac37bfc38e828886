-- Who and where: the places patients are cared for, the people who care and the people who help
-- them, and who can be reached at every minute of the week.

create table facility (
  id uuid primary key,
  code text not null,
  name text not null,
  time_zone text not null,
  constraint facility_code_is_unique unique (code),
  -- A code stands in addresses and is spoken; at most 32 characters, so it is never taken for an id.
  constraint facility_code_is_short_and_plain check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$'),
  constraint facility_has_a_name check (name ~ '\S' and length(name) <= 200),
  constraint facility_has_a_time_zone check (time_zone ~ '^\S{1,64}$')
);

create table unit (
  id uuid primary key,
  facility_id uuid not null references facility,
  code text not null,
  name text not null,
  constraint unit_code_is_unique unique (code),
  constraint unit_code_is_short_and_plain check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$'),
  constraint unit_has_a_name check (name ~ '\S' and length(name) <= 200)
);

create table team (
  id uuid primary key,
  facility_id uuid not null references facility,
  code text not null,
  name text not null,
  constraint team_code_is_unique unique (code),
  constraint team_code_is_short_and_plain check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$'),
  constraint team_has_a_name check (name ~ '\S' and length(name) <= 200),
  -- Lets duties and owners below refer to a team of their own facility only.
  constraint team_is_of_one_facility unique (facility_id, id)
);

-- Roles are not here: they come with the token, from the hospital's own identity provider.
create table person (
  id uuid primary key,
  username text not null,
  name text not null,
  title text not null,
  unit_id uuid references unit,
  constraint person_username_is_unique unique (username),
  constraint person_username_is_one_word check (username ~ '^\S{1,200}$'),
  constraint person_has_a_name check (name ~ '\S' and length(name) <= 200),
  constraint person_has_a_title check (title ~ '\S' and length(title) <= 200)
);

create table membership (
  team_id uuid not null references team,
  person_id uuid not null references person,
  lead boolean not null default false,
  constraint person_is_in_a_team_once primary key (team_id, person_id)
);

-- One table for everybody who is on call: for a team, or for the whole facility at an escalation
-- tier (2 house supervisor, 3 administrator on call, 4 executive). Times are the facility's wall
-- clock, so day and night shifts that meet leave no gap when the clocks change.
create table on_call (
  id uuid primary key,
  facility_id uuid not null references facility,
  team_id uuid,
  tier smallint,
  person_id uuid not null references person,
  -- ISO days (1 Monday .. 7 Sunday) on which the duty begins.
  days smallint[] not null,
  -- The end belongs to the next duty. At or before the start it is on the next day; equal to the
  -- start it is a whole day.
  from_time time not null,
  to_time time not null,
  constraint on_call_is_for_a_team_or_a_tier check (num_nonnulls(team_id, tier) = 1),
  constraint on_call_tier_is_2_to_4 check (tier between 2 and 4),
  constraint on_call_has_days check (cardinality(days) > 0),
  constraint on_call_days_are_1_to_7 check (days <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]),
  constraint on_call_times_are_below_24 check (from_time < '24:00' and to_time < '24:00'),
  constraint on_call_team_is_of_the_facility
    foreign key (facility_id, team_id) references team (facility_id, id),
  -- Whoever is handed a team's request must be able to act on it.
  constraint on_call_for_a_team_is_its_member
    foreign key (team_id, person_id) references membership (team_id, person_id)
);

-- Which team owns a category, and how its off-hours owner is called in the hospital's own words.
create table category_owner (
  facility_id uuid not null references facility,
  category text not null,
  team_id uuid not null,
  off_hours text not null,
  -- This tier hears of every request of the category, beside whoever has it.
  also_tell_tier smallint,
  -- The work is for office hours only: whoever is found off hours stands behind it meanwhile.
  waits_for_business_day boolean not null default false,
  constraint category_has_one_owner_per_facility primary key (facility_id, category),
  constraint category_is_known check (category in (
    'supplies', 'equipment', 'medication', 'it_ehr', 'information_orders', 'staffing',
    'facilities', 'evs_linen_waste', 'transport_flow', 'policy_admin', 'safety_violence',
    'training', 'wellbeing', 'other')),
  constraint category_off_hours_is_said check (off_hours ~ '\S' and length(off_hours) <= 200),
  constraint category_also_tells_tier_2_to_4 check (also_tell_tier between 2 and 4),
  constraint category_owner_is_of_the_facility
    foreign key (facility_id, team_id) references team (facility_id, id)
);

-- Whom to try, in order, when nobody of the owning team is on call. After the last of them come the
-- house supervisor and the administrator on call, for every category.
create table category_backup (
  facility_id uuid not null,
  category text not null,
  position smallint not null,
  team_id uuid,
  tier smallint,
  constraint category_backups_are_in_order primary key (facility_id, category, position),
  constraint category_backup_is_a_team_or_a_tier check (num_nonnulls(team_id, tier) = 1),
  constraint category_backup_tier_is_2_to_4 check (tier between 2 and 4),
  constraint category_backup_has_an_owner
    foreign key (facility_id, category) references category_owner on delete cascade,
  constraint category_backup_team_is_of_the_facility
    foreign key (facility_id, team_id) references team (facility_id, id)
);

-- Replicas keep the directory in memory and compare this one number to learn that it changed.
create table directory_version (
  version bigint not null,
  only_row boolean primary key default true,
  constraint directory_version_is_one_row check (only_row)
);

insert into directory_version (version) values (0);

create function directory_changed() returns trigger language plpgsql as $$
begin
  update directory_version set version = version + 1;
  return null;
end
$$;

create trigger facility_changes_the_directory
  after insert or update or delete or truncate on facility
  for each statement execute function directory_changed();
create trigger unit_changes_the_directory
  after insert or update or delete or truncate on unit
  for each statement execute function directory_changed();
create trigger team_changes_the_directory
  after insert or update or delete or truncate on team
  for each statement execute function directory_changed();
create trigger person_changes_the_directory
  after insert or update or delete or truncate on person
  for each statement execute function directory_changed();
create trigger membership_changes_the_directory
  after insert or update or delete or truncate on membership
  for each statement execute function directory_changed();
create trigger on_call_changes_the_directory
  after insert or update or delete or truncate on on_call
  for each statement execute function directory_changed();
create trigger category_owner_changes_the_directory
  after insert or update or delete or truncate on category_owner
  for each statement execute function directory_changed();
create trigger category_backup_changes_the_directory
  after insert or update or delete or truncate on category_backup
  for each statement execute function directory_changed();
