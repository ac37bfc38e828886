-- Nobody saw that a person whom an escalation called could not be reached, and the escalation waited for
-- an answer that could not come.

-- The people called who could not be reached. If that is everybody, the next tier is called at once.
alter table request_escalation
  add column not_reached uuid[] not null default '{}',
  drop constraint request_escalation_cause_is_known,
  drop constraint request_escalation_follows_another,
  add constraint request_escalation_cause_is_known
    check (cause in ('step', 'nobody_answered', 'unrouted', 'left_unattended', 'reopened',
      'gone_quiet', 'not_reached')),
  add constraint request_escalation_follows_another
    check ((follows is not null) = (cause in ('nobody_answered', 'gone_quiet', 'not_reached')));

-- Since when no message to a contact was accepted. Null while the last one was, or before the first.
alter table contact add column failing_since timestamptz;

-- The switchboard of a facility is told when an escalation ends without an answer. Such a notice names
-- the facility. Its row in telling is locked by the id of the facility.
alter table notice
  add column facility_id uuid,
  drop constraint notice_is_for_a_person_or_an_asker,
  add constraint notice_is_for_one_recipient
    check (num_nonnulls(person_id, asker, facility_id) = 1);

-- The look for due notices also asks for those whose request has changed.
create index notice_to_recheck on notice (next_at) where state = 'waiting' and recheck;

-- Notices are kept for a time. Those that have ended are found by their age.
create index notice_ended on notice (ended_at) where ended_at is not null;
