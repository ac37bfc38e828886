-- Words can be erased from the history, and nothing else of it can change. Each event with words has
-- a random salt. erase_words puts a replacement in the place of the words, and keeps an HMAC of them
-- with the salt: whoever still has the words can show what they were, and nobody can guess them once
-- the salt is gone, which goes with the last words of the event.
--
-- Old events get their salts here, as the owner and with the trigger lifted in this transaction. No
-- fact and no word changes. Each event with words is written once more: 100,000 of them take 2 s.
alter table request_event
  add column salt bytea,
  add column erased jsonb,
  add constraint request_event_salt_has_16_bytes check (length(salt) = 16);

-- JSON pointers into the payload, as @Words in care.andon.history.RequestEvent has them. A test
-- compares the two.
create function words_of(type text) returns text[]
  language sql immutable parallel safe
  return case type
    when 'opened' then array['/need', '/room', '/item', '/routed/because']
    when 'routed_again' then array['/routed/because']
    when 'acknowledged' then array['/words']
    when 'assigned' then array['/reason']
    when 'taken' then array['/words', '/because']
    when 'given_back' then array['/reason', '/because']
    when 'handed_over' then array['/note', '/because']
    when 'left_unattended' then array['/because']
    when 'attended_again' then array['/because']
    when 'assignee_left' then array['/reason']
    when 'messaged' then array['/words']
    when 'asked' then array['/question']
    when 'answered' then array['/words']
    when 'impact_changed' then array['/reason']
    when 'assessed' then array['/reason']
    when 'resolved' then array['/words']
    when 'confirmed' then array['/words']
    when 'reopened' then array['/reason']
    when 'declined' then array['/words', '/alternative']
    when 'withdrawn' then array['/words']
    when 'escalation_taken' then array['/words']
    else array[]::text[]
  end;

create function word_at(payload jsonb, path text) returns text
  language sql immutable parallel safe
  return payload #>> string_to_array(substr(path, 2), '/');

-- 16 bytes. A UUID alone has six bits that are not random.
create function random_salt() returns bytea
  language sql volatile parallel safe
  return substr(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 1, 16);

-- RFC 2104, for keys of at most 64 bytes. The module pgcrypto is not everywhere.
create function hmac_sha256(key bytea, message bytea) returns bytea
language plpgsql immutable strict parallel safe as $$
declare
  inside bytea := key || decode(repeat('00', 64 - length(key)), 'hex');
  outside bytea := inside;
begin
  for i in 0..63 loop
    inside := set_byte(inside, i, get_byte(inside, i) # 54);
    outside := set_byte(outside, i, get_byte(outside, i) # 92);
  end loop;
  return sha256(outside || sha256(inside || message));
end
$$;

alter table request_event disable trigger history_is_append_only;

update request_event
set salt = random_salt()
where exists (
  select from unnest(words_of(type)) as path
  where word_at(payload, path) is not null);

alter table request_event enable trigger history_is_append_only;

-- For events that a replica of the previous version inserts. This version names the column.
alter table request_event alter column salt set default random_salt();

-- The event as it is without the words in one place. The replacement and the reason are codes, so no
-- words come into the history this way.
create function without_words(event request_event, path text, replacement text, reason text)
returns request_event language plpgsql immutable as $$
declare
  original text := word_at(event.payload, path);
  left_over text[] := array(
    select place
    from unnest(words_of(event.type)) as place
    where place <> path
      and word_at(event.payload, place) is not null
      and not coalesce(event.erased, '{}') ? place);
begin
  if coalesce(
    path = any (words_of(event.type))
      and original is not null
      and event.salt is not null
      and not coalesce(event.erased, '{}') ? path
      and replacement ~ '^\[removed: [a-z ]{1,40}\]$'
      and reason ~ '^[a-z_]{1,40}$',
    false) is false
  then
    raise exception 'History is append-only: only words can be erased, once, for a reason'
      using errcode = 'restrict_violation';
  end if;
  event.payload := jsonb_set(
    event.payload, string_to_array(substr(path, 2), '/'), to_jsonb(replacement), false);
  event.erased := coalesce(event.erased, '{}') || jsonb_build_object(
    path,
    jsonb_build_object(
      'reason', reason,
      'commitment', encode(
        hmac_sha256(
          event.salt, convert_to(path, 'UTF8') || '\x00'::bytea || convert_to(original, 'UTF8')),
        'hex')));
  if left_over = '{}' then
    event.salt := null;
  end if;
  return event;
end
$$;

-- Whoever updates an event may do exactly what erase_words does, the owner of the table included.
create function refuse_to_change_more_than_words() returns trigger language plpgsql as $$
declare
  path text;
begin
  select place into path
  from jsonb_object_keys(coalesce(new.erased, '{}')) as place
  where not coalesce(old.erased, '{}') ? place;
  if new is distinct from without_words(
    old, path, word_at(new.payload, path), new.erased -> path ->> 'reason')
  then
    raise exception 'History is append-only: % on % is refused', tg_op, tg_table_name
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

drop trigger history_is_append_only on request_event;
create trigger history_is_append_only
  before delete or truncate or update of
    request_id, seq, type, at, recorded_at, actor_id, asker, position, transaction, due_before
  on request_event
  for each statement execute function refuse_to_change_history();
create trigger history_loses_only_words
  before update on request_event
  for each row execute function refuse_to_change_more_than_words();

-- Erases words of an event. Returns false if the event does not exist or these words are erased.
-- The service may execute it and has no other way to change an event.
create function erase_words(
  request uuid, seq integer, path text, replacement text, reason text)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  event request_event;
begin
  select it.* into event
  from request_event as it
  where it.request_id = erase_words.request and it.seq = erase_words.seq
  for update;
  if not found or event.erased ? erase_words.path then
    return false;
  end if;
  event := without_words(event, erase_words.path, replacement, reason);
  update request_event as it
  set payload = event.payload, salt = event.salt, erased = event.erased
  where it.request_id = erase_words.request and it.seq = erase_words.seq;
  return true;
end
$$;

revoke execute on function erase_words from public;

-- The note of a handover is in the events of its requests. Nothing read it here, and nobody could
-- have erased it here.
alter table handover drop column note;
