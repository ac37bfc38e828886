insert into routing_rule_version
  (routing_rule, version, name, definition, since_revision, until_revision, created_at, published_by, ended_at, ended_by)
values ('cribs', 1, 'Cribs', '{"team": "supply"}', 2, 3, '2026-03-01T08:00Z', 'conrad', '2026-03-02T08:00Z', 'edith');
insert into routing_turn (team_id, person_id, turn)
values ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000004', 7);
update support_request set rule_code = 'cribs', rule_version = 1;
