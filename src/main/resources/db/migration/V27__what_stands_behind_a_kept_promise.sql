-- A declined need is answered, not met, and a resolution that the caregiver confirmed is worth more
-- than one on which they were silent. A clock has to say so itself: a request that was reopened has
-- several clocks.
alter table request_clock
  add column declined boolean not null default false,
  add column confirmed_at timestamptz;

update request_clock clock
set declined = true
from request_event event
where event.request_id = clock.request_id
  and event.type = 'declined'
  and event.at = clock.stopped_at
  and clock.kind = 'resolve'
  and clock.state = 'stopped'
  and not clock.cancelled;

-- The caregiver's word is about the promise that ended last before it.
update request_clock clock
set confirmed_at = word.at
from (
  select event.request_id, min(event.at) as at,
    (select max(ended.cycle)
     from request_clock ended
     where ended.request_id = event.request_id
       and ended.kind = 'resolve'
       and ended.started_at < event.at) as cycle
  from request_event event
  where event.type = 'confirmed'
    or event.type = 'reopened' and event.payload ->> 'why' = 'came_back'
  group by event.request_id, cycle
) as word
where word.request_id = clock.request_id
  and word.cycle = clock.cycle
  and clock.kind = 'resolve'
  and clock.state = 'stopped'
  and word.at >= clock.stopped_at;

comment on column request_clock.declined is
  'Whether a decline stopped the clock of the promise to resolve';
comment on column request_clock.confirmed_at is
  'When the caregiver said that the need was met: confirmed it, or said that it came back';
