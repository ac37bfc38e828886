package care.andon.request.asker;

import care.andon.kernel.PersonId;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlParameters.SqlArray;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a caller is recognised among the askers of requests.
 *
 * @param person null for an account without a person
 * @param tags under which the caller may be stored as an anonymous asker
 */
public record AskerIdentity(@Nullable PersonId person, List<String> tags) {
  /** An id that no person has. */
  private static final UUID NOBODY = new UUID(0, 0);

  /** An array, so that PostgreSQL reads it first, and then the requests by their ids. */
  private static final String ASKED =
      "id = any(array(select request_id from request_asker where %s))";

  private static final String IS_ME = "(person_id = ? or tag = any(?))";

  public AskerIdentity {
    tags = List.copyOf(tags);
  }

  /** Whether the caller is this asker. */
  boolean is(Asker asker) {
    return (person != null && person.equals(asker.person()))
        || (asker.tag() != null && tags.contains(asker.tag()));
  }

  /** Returns who the asker is. Empty if they are anonymous to the caller. */
  Optional<PersonId> recognise(Asker asker) {
    return Optional.ofNullable(is(asker) ? person : asker.person());
  }

  /** The requests for which the caller asked, over the columns of {@code support_request}. */
  public SqlCondition asked() {
    return SqlCondition.of(ASKED.formatted(IS_ME), id(), new SqlArray("text", tags));
  }

  /** The requests that the caller filed, over the columns of {@code support_request}. */
  public SqlCondition filed() {
    return SqlCondition.of(
        ASKED.formatted("number = 1 and " + IS_ME), id(), new SqlArray("text", tags));
  }

  /** The requests that a person filed, over the columns of {@code support_request}. */
  public static SqlCondition filedBy(PersonId person) {
    return SqlCondition.of(ASKED.formatted("number = 1 and person_id = ?"), person.value());
  }

  private UUID id() {
    return person == null ? NOBODY : person.value();
  }
}
