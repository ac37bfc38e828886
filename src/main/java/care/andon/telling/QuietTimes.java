package care.andon.telling;

import care.andon.directory.Directory;
import care.andon.directory.oncall.Person;
import care.andon.kernel.PersonId;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlQuery;
import care.andon.platform.web.ConditionalRequests;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The quiet hours of people. They are in the row that each claim of a person's notices locks, so
 * reading them costs no statement.
 */
@ApplicationScoped
class QuietTimes {
  private static final String READ = "select quiet::text from telling where person_id = ?";

  private static final String SAVE = "update telling set quiet = ?::jsonb where person_id = ?";

  /** The next look decides anew what is held. */
  private static final String LOOK_AT_HELD =
      """
      update notice set recheck = true
      where state = 'waiting' and held_until > ?
        and (person_id = ?
          or exists (
            select from request_asker asker
            where asker.request_id = notice.request_id
              and asker.number = notice.asker and asker.person_id = ?))
      """;

  private final DataSource database;
  private final Directory directory;
  private final ObjectMapper json;
  private final InstantSource time;

  QuietTimes(DataSource database, Directory directory, ObjectMapper json, InstantSource time) {
    this.database = database;
    this.directory = directory;
    this.json = json;
    this.time = time;
  }

  /** Returns the preferences of the caller. */
  TellingPreferences of(Caller caller) {
    return read(READ, person(caller));
  }

  /**
   * Changes the preferences of the caller. If they are so already, nothing changes, whatever the
   * tag says.
   *
   * @param ifMatch the tag of the preferences that the caller has seen
   */
  @Transactional
  TellingPreferences change(Caller caller, TellingPreferences wanted, String ifMatch) {
    var person = person(caller);
    requireAnEnd(wanted);
    execute(new SqlBatch().add(NoticeClaims.PERSON_ROW, person.value()));
    var before = read(READ + " for update", person);
    if (!before.equals(wanted)) {
      ConditionalRequests.requireMatch(ifMatch, tag(before));
      execute(
          new SqlBatch()
              .add(SAVE, write(wanted), person.value())
              .add(LOOK_AT_HELD, time.instant(), person.value(), person.value()));
    }
    return wanted;
  }

  String tag(TellingPreferences preferences) {
    return ConditionalRequests.tag(write(preferences));
  }

  /** Returns the preferences in a column. */
  TellingPreferences parse(@Nullable String stored) {
    try {
      return stored == null
          ? TellingPreferences.NONE
          : json.readValue(stored, TellingPreferences.class);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("Stored quiet hours cannot be read", unreadable);
    }
  }

  private static void requireAnEnd(TellingPreferences wanted) {
    if (wanted.quietHours().endFrom(Instant.EPOCH, ZoneOffset.UTC).isEmpty()) {
      throw Problem.invalid(
          "/quiet", "never_ends", "Leave at least one minute of the week that is not quiet");
    }
  }

  private TellingPreferences read(String sql, PersonId person) {
    return new SqlQuery()
        .add(sql, person.value()).rows(database, row -> parse(row.getString(1))).stream()
            .findFirst()
            .orElse(TellingPreferences.NONE);
  }

  private String write(TellingPreferences preferences) {
    try {
      return json.writeValueAsString(preferences);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void execute(SqlBatch batch) {
    try (var connection = database.getConnection()) {
      batch.execute(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("Saving quiet hours failed", failure);
    }
  }

  private PersonId person(Caller caller) {
    return directory
        .personByUsername(caller.username())
        .map(Person::id)
        .orElseThrow(
            () -> Problem.of(ProblemType.FORBIDDEN, "You are not a person in the directory"));
  }
}
