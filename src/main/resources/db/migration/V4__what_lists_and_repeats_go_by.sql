-- Lists by dueAt or updatedAt go, from the second page on, by the keys that requests had when the
-- first page was read. When a request was last updated its events say; when it was due they say
-- from here on: before the transaction that wrote the event, or as filed by it. Infinity is nothing
-- due; null is what was written before there was this column.
alter table request_event add column due_before timestamptz;

-- What happened since, and the order in which readers go.
create index request_event_in_order on request_event (transaction, position);

-- The answer or the "not fixed" that handed a request back to the department, until somebody acts:
-- the same said again is known by it.
alter table support_request
  add column handed_back       text,
  add column handed_back_by    uuid,
  add column handed_back_words text,
  add constraint support_request_is_handed_back_by_an_answer_or_reopened check
    (handed_back in ('answer', 'reopen')),
  add constraint support_request_is_handed_back_by_somebody_in_words check
    (num_nulls(handed_back, handed_back_by, handed_back_words) in (0, 3));
