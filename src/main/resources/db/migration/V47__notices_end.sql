-- Notices said for ever who was told when. The service removes those that ended long ago, with the
-- messages about them. Messages are still never changed.
drop trigger notice_try_is_append_only on notice_try;

create trigger notice_try_is_append_only
  before update or truncate on notice_try
  for each statement execute function refuse_to_change_history();
