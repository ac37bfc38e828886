insert into request_event (request_id, seq, type, at, recorded_at, payload, due_before)
values ('00000000-0000-7000-8000-000000000008', 3, 'messaged', '2026-03-05T08:11Z', '2026-03-05T08:11Z', '{}',
  '2026-03-05T09:00Z');
update support_request
set handed_back = 'answer', handed_back_by = '00000000-0000-7000-8000-000000000005', handed_back_words = 'Ten';
