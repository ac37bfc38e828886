-- When a paused clock falls due if nobody acts and it resumes by itself: the figures judge by it
-- until the resume is noticed. What is paused already has none until it next changes; it runs around
-- the clock, as all did so far.
alter table request_clock add column due_after_pause timestamptz;
