package care.andon.sla;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.sla.engine.Closure;
import care.andon.sla.engine.OpenException;
import care.andon.sla.engine.OpenInterval;
import care.andon.sla.engine.WorkCalendar;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Policies and calendars from the database. A version is read once and kept: it never changes. This
 * version of the service has one policy, which migrations install.
 */
@ApplicationScoped
class StoredPromises implements Promises {
  private static final VersionRef INSTALLED = new VersionRef("default", 1);
  private static final DateTimeFormatter MONTH_DAY = DateTimeFormatter.ofPattern("MM-dd");
  private static final String POLICY =
      "select definition from policy_version where policy = ? and version = ?";
  private static final String CALENDAR =
      "select definition from calendar_version where calendar = ? and version = ?";

  private final AgroalDataSource database;
  private final ObjectMapper json;
  private final Map<VersionRef, SlaPolicy> policies = new ConcurrentHashMap<>();
  private final Map<VersionRef, WorkCalendar> calendars = new ConcurrentHashMap<>();

  StoredPromises(AgroalDataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  record PolicyDocument(
      String calendar,
      int calendarVersion,
      Duration waitLimit,
      Map<Impact, Map<ClockKind, Duration>> targets,
      List<OverrideDocument> overrides,
      int warnAtPercent,
      EscalationDocument escalation) {}

  record OverrideDocument(Category category, Impact impact, Map<ClockKind, Duration> targets) {}

  record EscalationDocument(List<ClockKind> climbing, UnacknowledgedDocument unacknowledged) {}

  record UnacknowledgedDocument(Impact impact, Duration after, List<Integer> tiers) {}

  record CalendarDocument(
      String timeZone,
      Map<String, List<String>> weekly,
      List<ClosureDocument> closures,
      List<ExceptionDocument> exceptions) {}

  record ClosureDocument(@Nullable String date, @Nullable String from, @Nullable String to) {}

  record ExceptionDocument(String date, List<String> open) {}

  @Override
  public SlaPolicy current() {
    return policy(INSTALLED);
  }

  @Override
  public SlaPolicy policy(VersionRef ref) {
    return policies.computeIfAbsent(ref, this::readPolicy);
  }

  @Override
  public WorkCalendar calendar(VersionRef ref) {
    return calendars.computeIfAbsent(ref, this::readCalendar);
  }

  private SlaPolicy readPolicy(VersionRef ref) {
    var document = read(POLICY, ref, PolicyDocument.class);
    var unacknowledged = document.escalation().unacknowledged();
    return new SlaPolicy(
        ref,
        new VersionRef(document.calendar(), document.calendarVersion()),
        document.waitLimit(),
        document.targets(),
        document.overrides().stream()
            .map(it -> new SlaPolicy.TargetOverride(it.category(), it.impact(), it.targets()))
            .toList(),
        document.warnAtPercent(),
        new SlaPolicy.Escalation(
            document.escalation().climbing(),
            new SlaPolicy.Unacknowledged(
                unacknowledged.impact(), unacknowledged.after(), unacknowledged.tiers())));
  }

  private WorkCalendar readCalendar(VersionRef ref) {
    var document = read(CALENDAR, ref, CalendarDocument.class);
    return new WorkCalendar(
        ZoneId.of(document.timeZone()),
        document.weekly().entrySet().stream()
            .collect(
                Collectors.toMap(
                    day -> DayOfWeek.valueOf(day.getKey()), day -> intervals(day.getValue()))),
        closures(document.closures()),
        document.exceptions().stream()
            .map(it -> new OpenException(LocalDate.parse(it.date()), intervals(it.open())))
            .toList());
  }

  private static List<OpenInterval> intervals(List<String> texts) {
    return texts.stream().map(OpenInterval::parse).toList();
  }

  private static List<Closure> closures(List<ClosureDocument> documents) {
    var closures = new ArrayList<Closure>();
    for (var document : documents) {
      if (document.date() != null) {
        closures.add(new Closure.ClosedDate(LocalDate.parse(document.date())));
      } else if (document.from() != null && document.to() != null) {
        closures.add(
            new Closure.ClosedYearly(
                MonthDay.parse(document.from(), MONTH_DAY),
                MonthDay.parse(document.to(), MONTH_DAY)));
      }
    }
    return closures;
  }

  private <T> T read(String sql, VersionRef ref, Class<T> type) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, ref.code());
      statement.setInt(2, ref.version());
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new IllegalStateException("There is no version " + ref);
        }
        return json.readValue(rows.getString(1), type);
      }
    } catch (SQLException | JsonProcessingException failure) {
      throw new IllegalStateException("Reading " + ref + " failed", failure);
    }
  }
}
