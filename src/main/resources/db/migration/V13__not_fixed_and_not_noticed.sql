-- "Not fixed", about a promise whose steps have all been taken, calls again whoever was called last.
alter table request_escalation
  drop constraint request_escalation_cause_is_known,
  drop constraint request_escalation_follows_another,
  add constraint request_escalation_cause_is_known
    check (cause in ('step', 'nobody_answered', 'unrouted', 'left_unattended', 'reopened')),
  add constraint request_escalation_follows_another
    check ((follows is not null) = (cause = 'nobody_answered'));

-- A pause that had to end moves a promise to where it falls due then, also while nobody has noticed:
-- the figures look there, too. Few clocks stand still at any time.
create index request_clock_by_due_after_pause on request_clock (due_after_pause)
  where state = 'paused';
