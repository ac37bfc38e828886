-- The directory as the hospital's own systems keep it: their ids are kept, what is gone there is
-- gone here but stays readable in what it did, and the roster has dates, zones and stand-ins.

-- Who is named by another system is known by its id there, whatever becomes of name and code.
alter table facility
  add column source text,
  add column external_id text,
  add column gone_at timestamptz,
  add constraint facility_external_id_is_unique unique (source, external_id),
  add constraint facility_external_id_has_a_source check (num_nulls(source, external_id) in (0, 2));
alter table unit
  add column source text,
  add column external_id text,
  add column gone_at timestamptz,
  add constraint unit_external_id_is_unique unique (source, external_id),
  add constraint unit_external_id_has_a_source check (num_nulls(source, external_id) in (0, 2));
alter table team
  add column source text,
  add column external_id text,
  add column gone_at timestamptz,
  add constraint team_external_id_is_unique unique (source, external_id),
  add constraint team_external_id_has_a_source check (num_nulls(source, external_id) in (0, 2));
alter table person
  add column source text,
  add column external_id text,
  add column gone_at timestamptz,
  add constraint person_external_id_is_unique unique (source, external_id),
  add constraint person_external_id_has_a_source check (num_nulls(source, external_id) in (0, 2));

-- A duty counts only while its person is of the team; what they had done before stays known.
alter table membership add column left_at timestamptz;

-- The duties of every week. A zone of their own is for a team that works from elsewhere; without
-- one they go by the facility's wall clock. Dates are inclusive, those on which a duty begins.
alter table on_call
  add column time_zone text,
  add column exclusive boolean not null default false,
  add column starts_on date,
  add column ends_on date,
  add column source text,
  add column external_id text,
  add constraint on_call_has_a_real_zone check (time_zone ~ '^\S{1,64}$'),
  add constraint on_call_ends_after_it_starts check (ends_on >= starts_on),
  add constraint on_call_external_id_is_unique unique (source, external_id),
  add constraint on_call_external_id_has_a_source check (num_nulls(source, external_id) in (0, 2));

-- One shift on one date. Start and end are what the wall clock of the zone shows; the end belongs to
-- the next shift.
create table shift (
  id uuid primary key,
  facility_id uuid not null references facility,
  team_id uuid,
  tier smallint,
  person_id uuid not null references person,
  starts timestamp not null,
  ends timestamp not null,
  time_zone text not null,
  -- Nobody else's exclusive shift of the same post overlaps it.
  exclusive boolean not null default false,
  source text,
  external_id text,
  constraint shift_is_for_a_team_or_a_tier check (num_nonnulls(team_id, tier) = 1),
  constraint shift_tier_is_2_to_4 check (tier between 2 and 4),
  constraint shift_ends_after_it_starts check (ends > starts),
  constraint shift_is_no_longer_than_a_month check (ends <= starts + interval '31 days'),
  constraint shift_has_a_time_zone check (time_zone ~ '^\S{1,64}$'),
  constraint shift_team_is_of_the_facility
    foreign key (facility_id, team_id) references team (facility_id, id),
  constraint shift_for_a_team_is_its_member
    foreign key (team_id, person_id) references membership (team_id, person_id),
  constraint shift_external_id_is_unique unique (source, external_id),
  constraint shift_external_id_has_a_source check (num_nulls(source, external_id) in (0, 2))
);
create index shift_by_team on shift (team_id, starts) where team_id is not null;
create index shift_by_tier on shift (facility_id, tier, starts) where tier is not null;
create index shift_by_person on shift (person_id, starts);

-- "Tonight Ortiz stands in, because ...". Without instead_of the stand-in is for everybody of the
-- post. A swap is two stand-ins of one swap_id. What was said stays; it can only be called off.
create table stand_in (
  id uuid primary key,
  facility_id uuid not null references facility,
  team_id uuid,
  tier smallint,
  person_id uuid not null references person,
  instead_of uuid references person,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text not null,
  swap_id uuid,
  made_by text not null,
  made_at timestamptz not null,
  called_off_by text,
  called_off_at timestamptz,
  constraint stand_in_is_for_a_team_or_a_tier check (num_nonnulls(team_id, tier) = 1),
  constraint stand_in_tier_is_2_to_4 check (tier between 2 and 4),
  constraint stand_in_ends_after_it_starts check (ends_at > starts_at),
  constraint stand_in_is_for_somebody_else check (instead_of <> person_id),
  constraint stand_in_says_why check (reason ~ '\S' and length(reason) <= 2000),
  constraint stand_in_is_called_off_by_somebody check (num_nulls(called_off_by, called_off_at) in (0, 2)),
  constraint stand_in_team_is_of_the_facility
    foreign key (facility_id, team_id) references team (facility_id, id),
  constraint stand_in_for_a_team_is_its_member
    foreign key (team_id, person_id) references membership (team_id, person_id)
);
create index stand_in_by_end on stand_in (ends_at);

-- Who changed the directory from outside, from what, and what came of it.
create table directory_import (
  id uuid primary key,
  at timestamptz not null,
  by text not null,
  source text not null,
  -- The whole directory of the source, in which what is missing is gone; or a part, in which it is not.
  whole boolean not null,
  digest bytea not null,
  -- The diff as it was answered, without the rejected lines: nothing rejected is ever applied.
  outcome jsonb not null,
  constraint directory_import_is_by_somebody check (by ~ '\S'),
  constraint directory_import_has_a_source check (source ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$')
);
create index directory_import_by_time on directory_import (at, id);

-- Shifts and stand-ins change every day, ten thousand people do not: replicas compare a number of
-- their own and read only the roster again.
alter table directory_version add column roster bigint not null default 0;

create function roster_changed() returns trigger language plpgsql as $$
begin
  update directory_version set roster = roster + 1;
  return null;
end
$$;

create trigger shift_changes_the_roster
  after insert or update or delete or truncate on shift
  for each statement execute function roster_changed();
create trigger stand_in_changes_the_roster
  after insert or update or delete or truncate on stand_in
  for each statement execute function roster_changed();
