-- What an import has to know of what it wrote, and the work that those who leave leave behind.

-- Which system says so; what was written here has none, and no import takes it away.
alter table membership add column source text;
alter table category_owner add column source text;

-- Somebody has left, and what was theirs goes to their teams: at once, or as soon as somebody looks
-- here. A row is taken away when there was nothing left to hand on for an hour.
create table leaver (
  person_id uuid primary key references person,
  since timestamptz not null
);
