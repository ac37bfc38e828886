-- How long caregivers wait until they themselves say that the need was met. Like the first resolution,
-- that word stands when the need comes back. Only requests whose need came back have a value here;
-- any other request has confirmed_at.
alter table support_request add column first_confirmed_at timestamptz;

update support_request request
set first_confirmed_at = coalesce(
  (select confirmed.at
   from request_event confirmed
   where confirmed.request_id = request.id
     and confirmed.type = 'confirmed'
     and confirmed.seq < came_back.seq
     and not exists (
       select
       from request_event reopened
       where reopened.request_id = request.id
         and reopened.type = 'reopened'
         and reopened.seq > confirmed.seq
         and reopened.seq < came_back.seq)
   order by confirmed.seq
   limit 1),
  came_back.at)
from (
  select distinct on (request_id) request_id, seq, at
  from request_event
  where type = 'reopened'
    and payload ->> 'why' = 'came_back'
    and request_id in (select id from support_request where reopened > 0)
  order by request_id, seq
) as came_back
where came_back.request_id = request.id;
