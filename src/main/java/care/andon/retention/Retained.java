package care.andon.retention;

/** What a request keeps for a limited time. */
enum Retained {
  ASKERS(
      """
      exists (
        select from request_asker asker
        where asker.request_id = request.id and num_nonnulls(asker.person_id, asker.tag) > 0)
      """),
  WORDS(
      """
      exists (
        select from request_event event cross join unnest(words_of(event.type)) as path
        where event.request_id = request.id
          and word_at(event.payload, path) is not null
          and not jsonb_exists(coalesce(event.erased, '{}'), path))
      """);

  private final String isThere;

  Retained(String isThere) {
    this.isThere = isThere;
  }

  /** The condition that a {@code request} still has it, in SQL. */
  String isThere() {
    return isThere;
  }
}
