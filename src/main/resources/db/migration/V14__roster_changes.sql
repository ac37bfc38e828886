-- Who changed which roster, when, and what it was: kept for as long as there are rosters.
create table roster_change (
  id uuid primary key,
  facility_id uuid not null references facility,
  team_id uuid,
  tier smallint,
  at timestamptz not null,
  by text not null,
  act text not null,
  -- Whose duty it is about.
  person_id uuid not null references person,
  instead_of uuid references person,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text,
  constraint roster_change_is_for_a_team_or_a_tier check (num_nonnulls(team_id, tier) = 1),
  constraint roster_change_tier_is_2_to_4 check (tier between 2 and 4),
  constraint roster_change_is_by_somebody check (by ~ '\S'),
  constraint roster_change_is_known check (act in (
    'shift_added', 'shift_changed', 'shift_removed', 'shift_ended', 'stand_in', 'swap',
    'called_off')),
  constraint roster_change_team_is_of_the_facility
    foreign key (facility_id, team_id) references team (facility_id, id)
);
create index roster_change_by_team on roster_change (team_id, id) where team_id is not null;
create index roster_change_by_tier on roster_change (facility_id, tier, id) where tier is not null;
