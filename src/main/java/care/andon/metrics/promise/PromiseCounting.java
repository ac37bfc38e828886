package care.andon.metrics.promise;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.engine.CaregiverWords;
import care.andon.metrics.engine.KeptCounts;
import care.andon.metrics.form.FigureGroup.Columns;
import care.andon.metrics.form.FigureScope;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlText;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Counts judged promises by clock, impact and verdict, in SQL. */
public final class PromiseCounting {
  private static final Columns OF_PROMISE =
      new Columns(
          "promise.counted_at", "coalesce(promise.judged_team, request.team_id)", "promise.impact");

  /** Separates the band and the category in the key of a group. */
  public static final String SEPARATOR = "/";

  private static final String NO_GROUP = "null::text";

  /** Differs, almost certainly, between any two promises and verdicts. */
  private static final String FINGERPRINT =
      """
      ('x' || encode(substr(sha256(
        uuid_send(promise.request_id) || int4send(cycle) || timestamptz_send(promise.counted_at)
          || convert_to(
            case verdict
            when 'met' then promise.kind || verdict || word else promise.kind || verdict end,
            'UTF8')
      ), 1, 8), 'hex'))::bit(64)::bigint""";

  private static final String COUNTED =
      """
      select
        :group as grouped,
        promise.kind,
        promise.impact,
        :counts
      from (:promises) as promise
      :join
      group by 1, 2, 3
      """
          .replace(":counts", columns("weight", FINGERPRINT));

  private PromiseCounting() {}

  /** Counts them by clock, impact and verdict; clocks and impacts without any are left out. */
  static List<PromiseCount> all(JudgedPromises promises, DataSource database) {
    return read(database, query(promises, "", NO_GROUP));
  }

  /** Counts them for each group of a scope, in one statement. */
  public static List<PromiseCount> byGroup(
      JudgedPromises promises, DataSource database, FigureScope scope) {
    return read(database, query(promises, scope));
  }

  /** Counts them for each band of a scope grouped by band, and each category. */
  public static List<PromiseCount> byBand(
      JudgedPromises promises, DataSource database, FigureScope scope) {
    return read(
        database,
        query(
            promises,
            join(scope),
            "%s || '%s' || request.category".formatted(scope.group(OF_PROMISE).sql(), SEPARATOR)));
  }

  private static String join(FigureScope scope) {
    return "join support_request request on request.id = promise.request_id\n"
        + scope.groupJoin(OF_PROMISE).sql();
  }

  private static List<PromiseCount> read(DataSource database, SqlText query) {
    return query.query().rows(database, row -> count(new ResultRow(row)));
  }

  /** Returns the query that counts promises by group of a scope, clock, impact and verdict. */
  static SqlText query(JudgedPromises promises, FigureScope scope) {
    return scope.by() == null
        ? query(promises, "", NO_GROUP)
        : query(promises, join(scope), scope.group(OF_PROMISE).sql());
  }

  private static SqlText query(JudgedPromises promises, String join, String group) {
    return new SqlText(
        COUNTED
            .replace(":join", join)
            .replace(":group", group)
            .replace(":promises", promises.sql()),
        promises.values());
  }

  /** The expression that tells promises and verdicts apart. */
  public static String fingerprint() {
    return FINGERPRINT;
  }

  /**
   * Returns the columns of the counts, over promises.
   *
   * @param weight of each promise: 1 or -1
   * @param fingerprint of each promise
   */
  public static String columns(String weight, String fingerprint) {
    return Stream.of(
            Map.entry("met", "verdict = 'met'"),
            Map.entry("declined", "verdict = 'declined'"),
            Map.entry("missed", "verdict = 'missed'"),
            Map.entry("missed_open", "verdict = 'missed_open'"),
            Map.entry("not_yet_due", "verdict = 'not_yet_due'"),
            Map.entry("not_measured", "verdict = 'not_measured'"),
            Map.entry("confirmed", "verdict = 'met' and word = 'confirmed'"),
            Map.entry("silent", "verdict = 'met' and word = 'silent'"),
            Map.entry("open", "verdict = 'met' and word = 'open'"),
            Map.entry("withdrawn", "withdrawn"))
        .map(
            it ->
                "coalesce(sum(%s) filter (where %s), 0)::int as %s,\n  "
                    .formatted(weight, it.getValue(), it.getKey()))
        .collect(Collectors.joining("", "", "bit_xor(%s) as fingerprint".formatted(fingerprint)));
  }

  /** Reads the counts of one clock and impact. */
  public static PromiseCount count(ResultRow row) throws SQLException {
    return new PromiseCount(
        row.textOrNull("grouped"),
        row.constant("kind", ClockKind.class),
        row.constant("impact", Impact.class),
        new KeptCounts(
            row.bigNumber("met"),
            row.bigNumber("declined"),
            row.bigNumber("missed"),
            row.bigNumber("missed_open"),
            row.bigNumber("not_yet_due"),
            row.bigNumber("not_measured")),
        new CaregiverWords(
            row.bigNumber("confirmed"), row.bigNumber("silent"), row.bigNumber("open")),
        row.bigNumber("withdrawn"),
        row.bigNumber("fingerprint"));
  }
}
