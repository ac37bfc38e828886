-- What is promised, in versions. A request pins the versions it began with, so a row here is never
-- changed: an edit is a new version.

create table calendar_version (
  calendar   text        not null,
  version    integer     not null,
  definition jsonb       not null,
  created_at timestamptz not null default now(),
  constraint calendar_version_is_numbered_per_calendar primary key (calendar, version),
  constraint calendar_version_starts_at_one check (version >= 1)
);

create table policy_version (
  policy     text        not null,
  version    integer     not null,
  definition jsonb       not null,
  created_at timestamptz not null default now(),
  constraint policy_version_is_numbered_per_policy primary key (policy, version),
  constraint policy_version_starts_at_one check (version >= 1)
);

insert into calendar_version (calendar, version, definition)
values ('around-the-clock', 1, '{
  "timeZone": "UTC",
  "weekly": {
    "MONDAY": ["00:00-24:00"], "TUESDAY": ["00:00-24:00"], "WEDNESDAY": ["00:00-24:00"],
    "THURSDAY": ["00:00-24:00"], "FRIDAY": ["00:00-24:00"], "SATURDAY": ["00:00-24:00"],
    "SUNDAY": ["00:00-24:00"]
  },
  "closures": [],
  "exceptions": []
}');

-- Starting points to agree locally: no national standard exists for most of these.
-- 'overrides' win over 'targets' for their category; a step's percentage is of the target.
insert into policy_version (policy, version, definition)
values ('default', 1, '{
  "calendar": "around-the-clock",
  "calendarVersion": 1,
  "waitLimit": "PT24H",
  "targets": {
    "patient_waiting": {"acknowledge": "PT5M",  "update": "PT15M",  "resolve": "PT1H"},
    "this_shift":      {"acknowledge": "PT15M", "update": "PT2H",   "resolve": "PT8H"},
    "slows_care":      {"acknowledge": "PT8H",  "update": "PT48H",  "resolve": "PT120H"},
    "improvement":     {"acknowledge": "PT24H", "update": "PT336H", "resolve": "PT1080H"}
  },
  "overrides": [
    {"category": "medication",      "impact": "patient_waiting", "targets": {"resolve": "PT30M"}},
    {"category": "safety_violence", "impact": "patient_waiting", "targets": {"acknowledge": "PT2M"}},
    {"category": "facilities",      "impact": "improvement",     "targets": {"resolve": "PT2160H"}},
    {"category": "policy_admin",    "impact": "improvement",     "targets": {"resolve": "PT2160H"}}
  ],
  "warnAtPercent": 75,
  "escalation": {
    "climbing": ["acknowledge", "resolve"],
    "unacknowledged": {"impact": "patient_waiting", "after": "PT10M", "tiers": [2, 3]}
  }
}');
