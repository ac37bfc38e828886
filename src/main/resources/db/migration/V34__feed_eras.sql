-- The feed orders events by the transaction that wrote them. After a dump and restore, or a restore to
-- an earlier time, the numbers of transactions begin again lower. Then a new era begins: its events
-- come after all events of the eras before, and cursors of those are refused.
create table feed_era (
  era            integer     not null,
  -- The positions of its events are not below this one. They are drawn from a sequence, which a dump
  -- keeps, so no event needs a column for its era.
  first_position bigint      not null,
  began_at       timestamptz not null,
  why            text        not null,
  constraint feed_era_key primary key (era),
  constraint feed_era_is_counted_from_one check (era >= 1)
);
insert into feed_era (era, first_position, began_at, why) values (1, 0, now(), 'The first');
