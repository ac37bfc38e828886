-- What a legal hold covers is not forgotten while the hold is in force. All that is given must be true
-- of a request; a hold that gives nothing would cover everything, and is refused. A hold is lifted and
-- never deleted.
create table legal_hold (
  id           uuid        not null,
  reason       text        not null,
  request_id   uuid,
  unit_id      uuid,
  asked_from   timestamptz,
  asked_before timestamptz,
  placed_by    text        not null,
  placed_at    timestamptz not null,
  lifted_by    text,
  lifted_at    timestamptz,
  constraint legal_hold_key primary key (id),
  constraint legal_hold_request_exists foreign key (request_id) references support_request (id),
  constraint legal_hold_unit_exists foreign key (unit_id) references unit (id),
  constraint legal_hold_is_on_something check
    (num_nonnulls(request_id, unit_id, asked_from, asked_before) > 0),
  constraint legal_hold_period_has_an_end_after_its_start check (asked_from < asked_before),
  constraint legal_hold_is_lifted_by_a_person check (num_nulls(lifted_by, lifted_at) <> 1)
);
