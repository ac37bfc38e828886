-- A person who was off for the night got every message about a request at once. People set quiet hours,
-- and what can wait is held until their end.

-- The quiet hours of a person, in the row that each claim of the person's notices locks. Null for none.
alter table telling add column quiet jsonb;

-- Until when a notice is held by quiet hours. Null if it was never held.
alter table notice add column held_until timestamptz;
