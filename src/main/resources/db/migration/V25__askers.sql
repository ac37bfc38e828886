-- Who asked is no longer in the history, which is for ever, but in rows that can be forgotten. Events
-- name an asker by their number; actor_id is null then. The person who filed is number 1, and the
-- colleague for whom it was filed is number 2. Of an anonymous asker only a tag is stored, which
-- needs a key that SQL does not have: this migration writes the username without a tag_key, and the
-- service replaces it when it starts (EarlierAskers).
--
-- This is the only migration that changes events: it takes names out and changes no fact. Replaying
-- the history gives the same state before and after (EarlierLivesTest).
create table request_asker (
  request_id uuid        not null,
  number     integer     not null,
  person_id  uuid,
  tag        text,
  tag_key    integer,
  on_behalf  boolean     not null,
  asked_at   timestamptz not null,
  constraint request_asker_is_numbered_per_request primary key (request_id, number),
  constraint request_asker_belongs_to_a_request foreign key (request_id)
    references support_request (id),
  constraint request_asker_is_a_person_or_a_tag check (num_nonnulls(person_id, tag) <= 1)
);

insert into request_asker (request_id, number, person_id, tag, on_behalf, asked_at)
select request.id, asker.number,
  case when visibility <> 'anonymous' then asker.id end,
  case when visibility = 'anonymous' then (select username from person where person.id = asker.id) end,
  asker.id is not distinct from on_behalf_of_id,
  asked_at
from support_request request
cross join lateral (values (1, requester_id), (2, on_behalf_of_id)) as asker (number, id)
where asker.number = 1 or on_behalf_of_id <> requester_id;

create index request_asker_by_person on request_asker (person_id, request_id)
  where person_id is not null;
create index request_asker_by_tag on request_asker (tag, request_id)
  where tag is not null;
create index request_asker_without_key on request_asker (request_id, number)
  where tag is not null and tag_key is null;

alter table request_event add column asker integer;
alter table request_event disable trigger history_is_append_only;

update request_event event
set asker = 1, actor_id = null, payload = payload - 'requester' - 'onBehalfOf'
where type = 'opened';

update request_event event
set asker = case actor_id when requester_id then 1 else 2 end, actor_id = null
from support_request request
where request.id = event.request_id
  and actor_id in (requester_id, on_behalf_of_id)
  and (type in ('answered', 'impact_changed', 'confirmed', 'reopened', 'withdrawn')
    or (type = 'messaged' and payload @> '{"fromCaregiver": true}'));

alter table request_event enable trigger history_is_append_only;

-- Withdrawing an unattended request made its asker the reason for who looks after it.
update support_request request
set acted_by = null
where status = 'withdrawn' and acted_by is not null
  and (
    select type
    from request_event
    where request_id = request.id
      and (type in ('left_unattended', 'assignee_left', 'acknowledged', 'assigned', 'taken',
          'given_back', 'handed_over', 'asked', 'assessed', 'resolved', 'declined',
          'escalation_taken', 'attended_again', 'routed_again')
        or (type = 'messaged' and payload @> '{"fromCaregiver": false}'))
    order by seq desc
    limit 1) in ('left_unattended', 'assignee_left');

alter table support_request add column handed_back_asker integer;
update support_request
set handed_back_asker = case handed_back_by when requester_id then 1 else 2 end
where handed_back_by is not null;

-- The indexes and the check of these columns go with them.
alter table support_request
  drop column requester_id,
  drop column on_behalf_of_id,
  drop column handed_back_by,
  add constraint support_request_is_handed_back_by_an_asker_in_words check
    (num_nulls(handed_back, handed_back_asker, handed_back_words) in (0, 3));
