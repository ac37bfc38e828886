package care.andon.metrics;

import static care.andon.support.GivenRows.ASKED;
import static care.andon.support.GivenRows.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.kernel.Category;
import care.andon.kernel.WireNames;
import care.andon.metrics.promise.JudgedPromises;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlQuery;
import care.andon.support.GivenRows;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a tool for business intelligence reads. */
class BiViewsTest {
  private static final String CANARY = "Quinoa7Bi";
  private static final List<String> VIEWS =
      List.of(
          "dim_category",
          "dim_date",
          "dim_facility",
          "dim_team",
          "dim_unit",
          "fact_promise",
          "fact_request");

  @RegisterExtension static final GivenRows given = new GivenRows();

  @BeforeAll
  static void start() throws IOException {
    given.execute("create role andon_bi");
    given.execute("alter role andon_bi set statement_timeout = '30s'");
    given.execute(grants());
  }

  private static String grants() throws IOException {
    try (var file = BiViewsTest.class.getResourceAsStream("/db/migration/afterMigrate.sql")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    }
  }

  @Test
  void promises_have_the_verdicts_of_the_figures() {
    for (int i = 0; i < 30; i++) {
      var stopped = ASKED.plus(ofMinutes(i * 5L));
      var request = given.request(with("visibility", i % 5 == 0 ? "confidential" : "named"));
      given.clock(
          request,
          with("state", i % 7 == 0 ? "running" : "stopped"),
          with("stopped_at", i % 7 == 0 ? null : stopped),
          with("breached_at", i > 12 ? ASKED.plus(ofMinutes(60)) : null),
          with("promised_at", ASKED.plus(i % 11 == 4 ? ofDays(36_500) : ofMinutes(60))),
          with("declined", i % 4 == 1 && i <= 12),
          with("cancelled", i % 4 == 2 && i <= 12),
          with("confirmed_at", i % 3 == 0 && i % 7 != 0 ? stopped : null));
    }
    var promises =
        JudgedPromises.in(
            ASKED.minus(ofDays(1)),
            ASKED.plus(ofDays(40_000)),
            now(),
            SqlCondition.of("visibility <> ?", "confidential"),
            null);
    var expected = new TreeMap<String, Integer>();
    new SqlQuery()
        .add(
            "select kind, verdict from (" + promises.sql() + ") as promise where cycle > 0",
            promises.values().toArray())
        .rows(
            given.database(),
            row -> expected.merge(row.getString(1) + " " + row.getString(2), 1, Integer::sum));

    assertThat(expected.keySet())
        .containsExactly(
            "resolve declined",
            "resolve met",
            "resolve missed",
            "resolve missed_open",
            "resolve not_measured",
            "resolve not_yet_due");
    assertThat(counts("select clock || ' ' || verdict, count(*) from bi.fact_promise group by 1"))
        .isEqualTo(expected);
  }

  private static Map<String, Integer> counts(String sql) {
    var counts = new TreeMap<String, Integer>();
    new SqlQuery()
        .add(sql)
        .rows(given.database(), row -> counts.put(row.getString(1), row.getInt(2)));
    return counts;
  }

  private static Instant now() {
    return new SqlQuery()
        .add("select now() as now")
        .rows(given.database(), row -> new ResultRow(row).instant("now"))
        .getFirst();
  }

  @Test
  void no_view_has_words_people_or_confidential_requests() {
    var person = UUID.randomUUID();
    var open =
        given.request(
            with("need", CANARY),
            with("room", CANARY),
            with("item", CANARY),
            with("words", CANARY),
            with("because", CANARY),
            with("assignee_id", person),
            with("acknowledged_by", person));
    var confidential = given.request(with("visibility", "confidential"));
    given.clock(open);
    given.clock(confidential);

    for (var view : VIEWS) {
      var rows =
          new SqlQuery()
              .add("select cast(row_to_json(seen) as text) from bi." + view + " as seen")
              .rows(given.database(), row -> row.getString(1));
      assertThat(rows).as(view).isNotEmpty();
      assertThat(String.join("\n", rows))
          .as(view)
          .doesNotContain(CANARY)
          .doesNotContain(person.toString())
          .doesNotContain(confidential.toString());
    }
  }

  @Test
  void the_role_reads_the_views_and_nothing_else() throws SQLException {
    try (var connection = given.database().getConnection();
        var sql = connection.createStatement()) {
      sql.execute("set role andon_bi");
      for (var view : VIEWS) {
        sql.execute("select * from bi." + view + " limit 1");
      }
      for (var statement :
          List.of(
              "select * from support_request",
              "select * from request_event",
              "select * from person",
              "delete from bi.dim_unit",
              "create table bi.mine (id int)",
              "create table public.mine (id int)",
              "select erase_words(gen_random_uuid(), 1, '/need', '', 'other')")) {
        assertThatThrownBy(() -> sql.execute(statement))
            .as(statement)
            .hasMessageContaining("permission denied");
      }
    }
    assertThat(
            counts(
                """
                select relname, 1
                from pg_class
                join pg_namespace on pg_namespace.oid = relnamespace
                where nspname not in ('pg_catalog', 'information_schema')
                  and relkind in ('r', 'p', 'v', 'm', 'f', 'S')
                  and (
                    relkind <> 'S' and has_table_privilege('andon_bi', pg_class.oid, 'select')
                    or relkind = 'S' and has_sequence_privilege('andon_bi', pg_class.oid, 'usage'))
                """))
        .containsOnlyKeys(VIEWS);
  }

  @Test
  void every_category_and_day_has_a_row() {
    assertThat(counts("select category, 1 from bi.dim_category"))
        .containsOnlyKeys(Arrays.stream(Category.values()).map(WireNames::of).toList());
    assertThat(counts("select iso_week, weekday from bi.dim_date where date = '2027-01-03'"))
        .containsExactly(Map.entry("2026-W53", 7));
  }
}
