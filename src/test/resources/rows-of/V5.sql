insert into calendar_version
  (calendar, version, name, definition, since_revision, until_revision, created_at, published_by, ended_at, ended_by)
values ('office', 1, 'Office hours', '{"timeZone": "UTC"}', 2, 3, '2026-03-01T08:00Z', 'conrad',
  '2026-03-02T08:00Z', 'edith');
insert into policy_version
  (policy, version, name, definition, since_revision, until_revision, created_at, published_by, ended_at, ended_by)
values ('ours', 1, 'Ours', '{"match": {}}', 2, 3, '2026-03-01T08:00Z', 'conrad', '2026-03-02T08:00Z', 'edith');
update policy_revision set revision = 3;
update support_request set policy_revision = 3, wait_ends_at = '2026-03-06T08:10Z';
