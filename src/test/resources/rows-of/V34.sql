-- A second era, as after a restore.
insert into feed_era (era, first_position, began_at, why)
values (2, 1000, '2026-03-05T08:00Z', 'Restored');
