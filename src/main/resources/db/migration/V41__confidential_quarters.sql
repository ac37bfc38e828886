-- Confidential needs must not vanish from the figures, and nobody may be found in them. When a
-- quarter is over in every time zone, its promises are counted once, for groups that are large
-- enough. The rows never change: the difference of two answers would show a single person.
create table confidential_quarter (
  quarter   text        not null,
  judged_at timestamptz not null,
  closed_at timestamptz not null,
  constraint confidential_quarter_key primary key (quarter),
  constraint confidential_quarter_is_a_quarter check (quarter ~ '^[0-9]{4}-Q[1-4]$')
);

create table confidential_figure (
  quarter      text    not null,
  facility_id  uuid    not null,
  category     text    not null,
  kind         text    not null,
  impact       text    not null,
  requests     integer not null,
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
  constraint confidential_figure_key
    primary key (quarter, facility_id, category, kind, impact),
  constraint confidential_figure_belongs_to_a_quarter
    foreign key (quarter) references confidential_quarter (quarter),
  constraint confidential_figure_hides_people check (requests >= 10)
);

create trigger confidential_quarters_do_not_change
  before update or delete or truncate on confidential_quarter
  for each statement execute function refuse_to_change_closed_days();
create trigger confidential_figures_do_not_change
  before update or delete or truncate on confidential_figure
  for each statement execute function refuse_to_change_closed_days();
