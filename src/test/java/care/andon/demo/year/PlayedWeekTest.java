package care.andon.demo.year;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.demo.year.LifeCopies.Copy;
import care.andon.demo.year.LifePlayer.Planned;
import care.andon.directory.Directory;
import care.andon.history.History;
import care.andon.history.RecordedEvent;
import care.andon.kernel.RequestId;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.StoredLife;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The week of the demo year that is kept as a resource is what the use cases write. After a change
 * of the use cases or of the tables: {@code ./mvnw test -Dtest=PlayedWeekTest -Dweek.write=true}
 * plays it anew.
 */
@QuarkusTest
class PlayedWeekTest {
  private static final ZoneId HOSPITAL = ZoneId.of("America/Chicago");

  /** After so many weeks the same people of a crew have the same shifts. */
  private static final int PATTERN = 8;

  /** One of so many lives is played. */
  private static final int SAMPLE = 40;

  @Inject LifePlayer player;
  @Inject StoredLife stored;
  @Inject History history;
  @Inject Directory directory;
  @Inject InstantSource time;
  @Inject ObjectMapper json;
  @Inject DataSource database;

  private final PlayedWeek week = PlayedWeek.ofResource();

  @Test
  void the_use_cases_would_write_it_today() {
    var sample =
        lives().stream()
            .filter(life -> life.number() % SAMPLE == 0 && week.lives().containsKey(life.number()))
            .filter(life -> isOfOneOffset(life, monday()))
            .toList();
    assertThat(sample).hasSizeGreaterThan(5);
    var copies = copied(sample.stream().map(Life::number).toList());

    var plans = sample.stream().map(life -> new Planned(life, life.filedAt(monday()))).toList();
    var played = player.play(plans, time.instant());

    for (int i = 0; i < sample.size(); i++) {
      assertThat(beforeTheFirstCall(played.get(plans.get(i))))
          .as("life %s", sample.get(i))
          .isEqualTo(beforeTheFirstCall(copies.get(i)));
    }
  }

  @Test
  void its_rows_are_what_its_histories_say() {
    var numbers = week.lives().keySet().stream().filter(it -> it % 9 == 1).sorted().toList();
    assertThat(numbers).hasSizeGreaterThan(30);

    copied(numbers).forEach(id -> stored.assertAsHistorySays(new RequestId(id), "copied"));
  }

  @Test
  void every_life_has_a_request_and_a_history() {
    assertThat(week.lives().size()).isBetween(350, 500);
    assertThat(week.tables()).extracting(PlayedWeek.Table::name).isEqualTo(WeekRows.TABLES);
    for (var table : week.tables().subList(0, 3)) {
      assertThat(table.rows().keySet()).as(table.name()).isEqualTo(week.lives().keySet());
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "week.write", matches = "true")
  void write() throws IOException, SQLException {
    var plans = lives().stream().map(life -> new Planned(life, life.filedAt(monday()))).toList();
    var played = player.play(plans, time.instant());
    var rows = new WeekRows(database);
    var text = rows.text(played, rows.ended(played));
    var file = Path.of("src/main/resources" + PlayedWeek.RESOURCE);
    try (var bytes = new GZIPOutputStream(Files.newOutputStream(file))) {
      bytes.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private List<Life> lives() {
    return DemoYear.week(json, directory.snapshot());
  }

  /**
   * The first week in which the people of the crews have the shifts of the kept week. The demo
   * hospital has shifts for some weeks only, wherever the clock of the tests is by now.
   */
  private LocalDate monday() {
    var kept =
        mondayOf(
            week.lives().values().stream()
                .map(PlayedWeek.Times::filed)
                .min(Instant::compareTo)
                .orElseThrow());
    return Stream.iterate(firstWholeWeek(), monday -> monday.plusWeeks(1))
        .filter(monday -> ChronoUnit.WEEKS.between(kept, monday) % PATTERN == 0)
        .findFirst()
        .orElseThrow();
  }

  /** The shifts of the crews begin on a Monday. */
  private LocalDate firstWholeWeek() {
    return new SqlQuery()
        .add("select min(shift.starts) as begin from shift")
        .add("join facility on facility.id = shift.facility_id where facility.code = 'HARBOR'")
        .rows(database, row -> row.getObject("begin", LocalDateTime.class).toLocalDate())
        .getFirst()
        .plusWeeks(1)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static LocalDate mondayOf(Instant at) {
    return LocalDate.ofInstant(at, HOSPITAL)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /** Whether clocks are not changed during a life, neither where it was played nor in a week. */
  private boolean isOfOneOffset(Life life, LocalDate monday) {
    var times = week.lives().get(life.number());
    var filed = life.filedAt(monday);
    var rules = life.zone().getRules();
    return rules.getOffset(times.filed()).equals(rules.getOffset(times.ended()))
        && rules
            .getOffset(filed)
            .equals(rules.getOffset(filed.plus(Duration.between(times.filed(), times.ended()))));
  }

  private List<UUID> copied(List<Integer> numbers) {
    var copies = numbers.stream().map(number -> new Copy(number, Duration.ofDays(-7))).toList();
    return new WeekRows(database).copy(week, copies);
  }

  /**
   * What happened and how long after the request was filed. When people answer calls depends on the
   * other lives of the week.
   */
  private List<String> beforeTheFirstCall(UUID id) {
    var events = history.upTo(new RequestId(id), Integer.MAX_VALUE);
    var begin = events.getFirst().at();
    return events.stream()
        .takeWhile(event -> !name(event).equals("Escalated"))
        .map(event -> name(event) + " " + Duration.between(begin, event.at()))
        .toList();
  }

  private static String name(RecordedEvent event) {
    return event.event().getClass().getSimpleName();
  }
}
