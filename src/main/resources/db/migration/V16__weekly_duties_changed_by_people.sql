-- Duties of every week are changed by people, too, and who did so is kept: such a duty has days and
-- hours, and often no end.
alter table roster_change
  alter column starts_at drop not null,
  alter column ends_at drop not null,
  -- Of a duty of every week: its days, hours and zone as they were then.
  add column duty text,
  drop constraint roster_change_is_known,
  add constraint roster_change_is_known check (act in (
    'shift_added', 'shift_changed', 'shift_removed', 'shift_ended', 'stand_in', 'swap',
    'called_off', 'weekly_added', 'weekly_changed', 'weekly_ended', 'weekly_removed')),
  add constraint roster_change_of_a_duty_says_which check ((act like 'weekly\_%') = (duty is not null)),
  add constraint roster_change_of_no_duty_says_when check (duty is not null or num_nulls(starts_at, ends_at) = 0);
