package care.andon.demo.year;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.demo.year.LifeCopies.Copy;
import care.andon.demo.year.LifePlayer.Planned;
import care.andon.demo.year.LifeWriter.Ward;
import care.andon.history.History;
import care.andon.history.RecordedEvent;
import care.andon.kernel.RequestId;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.StoredLife;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Lives of the demo year are played by the use cases, and their copies are whole requests. */
@QuarkusTest
class LifeCopiesTest {
  private static final ZoneId HOSPITAL = ZoneId.of("America/Chicago");
  private static final Duration EARLIER = Duration.ofDays(-70);

  private static final String TABLES =
      """
      select table_name
      from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and column_name = 'request_id' and table_type = 'BASE TABLE'
      """;

  @Inject LifePlayer player;
  @Inject StoredLife stored;
  @Inject History history;
  @Inject InstantSource time;
  @Inject ObjectMapper json;
  @Inject DataSource database;

  @Test
  void a_copy_is_what_its_history_says_and_that_of_its_original_at_another_time()
      throws SQLException {
    var played = play();
    var rows = new WeekRows(database);
    var ended = rows.ended(played);
    var week = rows.read(played, ended);
    var originals = ended.keySet().stream().map(played::get).toList();
    var copies = ended.keySet().stream().map(it -> new Copy(it.life().number(), EARLIER)).toList();
    var ids = rows.copy(week, copies);

    assertThat(ids).hasSameSizeAs(originals).isNotEmpty();
    for (int i = 0; i < ids.size(); i++) {
      stored.assertAsHistorySays(new RequestId(originals.get(i)), "played");
      stored.assertAsHistorySays(new RequestId(ids.get(i)), "copied");
      assertMoved(events(originals.get(i)), events(ids.get(i)));
    }
    assertThat(salts(ids))
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(salts(originals));
  }

  @Test
  void every_table_with_rows_of_a_request_that_has_ended_is_copied() {
    var played = play();
    var originals =
        new WeekRows(database).ended(played).keySet().stream().map(played::get).toList();
    var without = new ArrayList<String>();
    for (var table : new SqlQuery().add(TABLES).rows(database, row -> row.getString(1))) {
      var rows =
          new SqlQuery()
              .add(
                  "select 1 from " + table + " where request_id = any (?)",
                  new SqlArray("uuid", originals))
              .rows(database, row -> row.getInt(1));
      if (!rows.isEmpty()) {
        without.add(table);
      }
    }
    assertThat(without).isNotEmpty().isSubsetOf(WeekRows.TABLES);
  }

  private List<String> salts(List<UUID> ids) {
    return new SqlQuery()
        .add(
            "select encode(salt, 'hex') from request_event"
                + " where salt is not null and request_id = any (?)",
            new SqlArray("uuid", ids))
        .rows(database, row -> row.getString(1));
  }

  private List<RecordedEvent> events(UUID id) {
    return history.upTo(new RequestId(id), Integer.MAX_VALUE);
  }

  private static void assertMoved(List<RecordedEvent> originals, List<RecordedEvent> copies) {
    assertThat(copies).hasSameSizeAs(originals);
    for (int i = 0; i < copies.size(); i++) {
      assertThat(copies.get(i).event()).hasSameClassAs(originals.get(i).event());
      assertThat(copies.get(i).at()).isEqualTo(originals.get(i).at().plus(EARLIER));
      assertThat(copies.get(i).recordedAt()).isEqualTo(originals.get(i).recordedAt().plus(EARLIER));
    }
  }

  /** Plays a few lives of one unit, ten weeks ago, and returns their requests. */
  private Map<Planned, UUID> play() {
    var now = time.instant();
    var monday =
        LocalDate.ofInstant(now, HOSPITAL)
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
            .minusWeeks(10);
    var ward = new Ward("4W", HOSPITAL, List.of("nina.patel", "marcus.bell"), 0.06);
    var lives = new LifeWriter(YearTexts.read(json), 7).week(List.of(ward));
    var plans = lives.stream().map(life -> new Planned(life, life.filedAt(monday))).toList();
    return player.play(plans, now);
  }
}
