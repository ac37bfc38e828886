-- What the service may do, said anew after every migration. The migrations run as the owner of the
-- database; the service runs as another role (quarkus.flyway.placeholders.service-role), where there
-- is one: it can neither change a table nor take back what was recorded.
-- A feature that updates or deletes rows of its own adds its table here.
do $$
declare
  service text := '${service-role}';
begin
  if not exists (select from pg_roles where rolname = service) or service = current_user then
    return;
  end if;
  execute format('grant usage on schema public to %I', service);
  execute format('grant usage on all sequences in schema public to %I', service);
  execute format('grant select, insert on all tables in schema public to %I', service);
  execute format('grant update on support_request, request_clock, request_escalation to %I', service);
  execute format('grant update on policy_revision, policy_version, calendar_version, routing_rule_version, routing_turn to %I', service);
  execute format('grant update on facility, unit, team, person, membership, on_call, shift, stand_in, directory_version to %I', service);
  execute format('grant update (caller, tag_key, digest) on idempotency_key to %I', service);
  execute format('grant update (person_id, tag, tag_key) on request_asker to %I', service);
  execute format('grant update on legal_hold to %I', service);
  execute format('grant delete on on_call, shift, category_owner, category_backup, leaver, request_call to %I', service);
  execute format('grant update, delete on webhook, webhook_aside to %I', service);
  execute format('grant delete on webhook_attempt to %I', service);
  execute format('grant update on category_owner, leaver to %I', service);
  execute format('grant update (answer) on handover to %I', service);
  execute format('grant update on contact, outlet, telling, notice to %I', service);
  execute format('grant delete on contact, notice, notice_try, tap to %I', service);
  execute format('grant execute on function erase_words to %I', service);
  execute format('revoke all on flyway_schema_history from %I', service);
end
$$;

-- A tool for business intelligence reads the views of the schema bi and nothing else.
do $$
begin
  if exists (select from pg_roles where rolname = 'andon_bi') then
    grant usage on schema bi to andon_bi;
    grant select on all tables in schema bi to andon_bi;
  end if;
end
$$;
