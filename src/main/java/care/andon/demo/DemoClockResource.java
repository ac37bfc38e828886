package care.andon.demo;

import care.andon.platform.problem.Problem;
import care.andon.platform.text.Instants;
import care.andon.request.Deadlines;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A time machine: moves the clock ahead and does at once what the heartbeat would do until then.
 * Not part of the API.
 */
@Path("/dev/clock")
@PermitAll
@IfBuildProfile(anyOf = {"dev", "test"})
class DemoClockResource {
  private static final int BATCH = 200;
  private static final Duration FARTHEST = Duration.ofDays(366);
  private static final Pattern WEEKDAY = Pattern.compile("([A-Za-z]+) (\\d{2}:\\d{2})");
  private static final String HOW_FAR =
      "Send an ISO 8601 duration of at most 366 days, such as PT1H or P1D";
  private static final String WHERE_TO =
      "Send a weekday and a time, such as 'Monday 08:00', or an instant such as"
          + " 2027-03-01T07:30:00Z, at most 366 days ahead";

  /** How long to wait for another heartbeat. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration POLL = Duration.ofMillis(50);

  private static final String RECORDED_SINCE =
      """
      select type, count(*)
      from request_event
      where actor_id is null and asker is null and recorded_at >= ?
      group by type
      """;

  private final DemoClock clock;
  private final Deadlines deadlines;
  private final AgroalDataSource database;
  private final ZoneId zone;

  DemoClockResource(
      DemoClock clock, Deadlines deadlines, AgroalDataSource database, DemoHospital demo) {
    this.clock = clock;
    this.deadlines = deadlines;
    this.database = database;
    this.zone = ZoneId.of(demo.hospital().facility().timeZone());
  }

  /**
   * How far to move the clock; exactly one of the two.
   *
   * @param forward ISO 8601 duration
   * @param to the next time the clock of the demo hospital shows this, such as {@code Monday
   *     08:00}; or an instant
   */
  record Move(@Nullable String forward, @Nullable String to) {}

  /**
   * The state of the clock.
   *
   * @param local wall-clock time in the demo hospital
   * @param ahead offset from the time of the database
   * @param happened number of events of each type that were due in between
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DemoClockView(
      Instant now, String local, Duration ahead, @Nullable Map<String, Long> happened) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public DemoClockView look() {
    return view(null);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public DemoClockView move(@Nullable Move move) throws SQLException {
    clock.forward(distance(move));
    clock.save();
    var moved = clock.instant();
    recordDueEvents(moved);
    return view(recordedSince(moved));
  }

  private DemoClockView view(@Nullable Map<String, Long> happened) {
    var now = clock.instant();
    var local = now.atZone(zone);
    return new DemoClockView(
        now, "%s %tF %<tR".formatted(name(local.getDayOfWeek()), local), clock.ahead(), happened);
  }

  private static String name(DayOfWeek day) {
    return day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
  }

  // --- How far
  // ------------------------------------------------------------------------------------

  private Duration distance(@Nullable Move move) {
    if (move == null || (move.forward() == null) == (move.to() == null)) {
      throw Problem.invalid("", "one_of", "Send either 'forward' or 'to'");
    }
    return move.forward() != null ? forward(move.forward()) : to(move.to());
  }

  private static Duration forward(String text) {
    try {
      var distance = Duration.parse(text);
      if (distance.isPositive() && distance.compareTo(FARTHEST) <= 0) {
        return distance;
      }
    } catch (DateTimeParseException notADuration) {
      // Reported below.
    }
    throw Problem.invalid("/forward", "not_forward", HOW_FAR);
  }

  private Duration to(@Nullable String text) {
    var now = clock.instant();
    return Optional.ofNullable(text)
        .flatMap(it -> weekday(it, now).or(() -> Instants.parse(it)))
        .map(then -> Duration.between(now, then))
        .filter(distance -> distance.isPositive() && distance.compareTo(FARTHEST) <= 0)
        .orElseThrow(() -> Problem.invalid("/to", "not_forward", WHERE_TO));
  }

  private Optional<Instant> weekday(String text, Instant after) {
    var words = WEEKDAY.matcher(text);
    if (!words.matches()) {
      return Optional.empty();
    }
    var day =
        Arrays.stream(DayOfWeek.values())
            .filter(it -> it.name().equalsIgnoreCase(words.group(1)))
            .findFirst();
    return day.flatMap(it -> next(it, words.group(2), after));
  }

  private Optional<Instant> next(DayOfWeek day, String time, Instant after) {
    try {
      var now = after.atZone(zone);
      var then = now.with(TemporalAdjusters.nextOrSame(day)).with(LocalTime.parse(time));
      return Optional.of((then.isAfter(now) ? then : then.plusWeeks(1)).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  // --- What falls due
  // -------------------------------------------------------------------------------

  /**
   * Does the work of the heartbeat until nothing is due; waits for work that another one has
   * locked.
   */
  private void recordDueEvents(Instant moved) {
    for (var polls = PATIENCE.dividedBy(POLL); polls > 0 && isDue(moved); polls--) {
      if (deadlines.advanceDue(BATCH).recorded().isEmpty()) {
        pause();
      }
    }
  }

  private boolean isDue(Instant moved) {
    return deadlines.nextDue().filter(due -> due.isBefore(moved)).isPresent();
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while waiting for the heartbeat", stopped);
    }
  }

  private Map<String, Long> recordedSince(Instant moved) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(RECORDED_SINCE)) {
      statement.setObject(1, moved.atOffset(ZoneOffset.UTC));
      try (var rows = statement.executeQuery()) {
        var counts = new TreeMap<String, Long>();
        while (rows.next()) {
          counts.put(rows.getString(1), rows.getLong(2));
        }
        return counts;
      }
    }
  }
}
