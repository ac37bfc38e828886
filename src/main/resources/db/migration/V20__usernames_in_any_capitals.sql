-- Usernames that differ only in capitals are one person, because sign-in systems do not keep
-- capitals apart. From now on the database refuses a second one.

-- People who are there twice already stay as they are: nobody is locked out, and the service finds
-- each of them by the exact spelling. The mark exempts them from the rule. Per username it is free
-- for the person who is present, of several for the oldest one.
alter table person add column username_was_taken boolean not null default false;
-- The service does not read the mark, so replicas need not load the directory again.
alter table person disable trigger user;
update person
set username_was_taken = true
where exists (
  select from person first
  where lower(first.username) = lower(person.username)
    and (first.gone_at is not null, first.id) < (person.gone_at is not null, person.id));
alter table person enable trigger user;

create unique index person_username_is_unique_in_any_capitals on person (lower(username))
  where not username_was_taken;
