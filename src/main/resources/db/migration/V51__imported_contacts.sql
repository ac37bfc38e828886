-- Contacts may come from another system of the hospital. They count as verified. The source says which
-- contacts a later import of the same system may remove; null: the person added the contact.
alter table contact
  add column source text,
  add constraint contact_has_a_source check (source ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
  add constraint contact_of_a_source_is_verified check (source is null or verified_at is not null);
