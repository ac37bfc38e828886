package care.andon.trials;

import static java.util.stream.Collectors.groupingBy;

import care.andon.support.Copies;
import care.andon.trials.Client.Call;
import care.andon.trials.PagerGateway.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * T2: two hundred people were paged about a request each, and each request is acknowledged 50 ms
 * before the next page is due. They are told once that they need not act, and are not paged again.
 */
@Experiment
class T02AcknowledgedInTimeIT {
  private static final int PEOPLE = 200;
  private static final long FIRST_REFERENCE = 5_000_000;
  private static final Duration BEFORE = Duration.ofMillis(50);

  /** What was claimed before the acknowledgement arrives within this time. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

  /** An acknowledgement that takes longer than 50 ms may be too late. Without a check all are. */
  private static final int MOST_ON_THEIR_WAY = 10;

  private static final List<String> PAGED_ONCE =
      List.of(
          """
          insert into person (id, username, name, title, unit_id)
          select gen_random_uuid(), 'paged.' || n, 'Paged ' || n, 'RN', unit.id
          from unit, generate_series(1, %d) n where unit.code = '4W'
          """
              .formatted(PEOPLE),
          """
          insert into contact (id, person_id, kind, address, added_at, verified_at, codes_since)
          select gen_random_uuid(), id, 'pager', username, now(), now(), now()
          from person where username like 'paged.%'
          """,
          """
          insert into request_escalation (request_id, number, clock, cycle, percent, tier, people,
            at, noticed_at, answer_by, cause, state)
          select request.id, 1, 'acknowledge', 1, 100, 1, array[person.id],
            now(), now(), now() + interval '1 hour', 'step', 'open'
          from support_request request
          join person on username = 'paged.' || reference - %d
          """
              .formatted(FIRST_REFERENCE),
          """
          update support_request set escalations = 1, open_escalations = 1, escalated_tier = 1
          where reference > %d
          """
              .formatted(FIRST_REFERENCE),
          """
          insert into notice (id, request_id, seq, person_id, occasion, escalation, planned_at,
            next_at, step)
          select gen_random_uuid(), request_id, 2, people[1], 'escalated', 1, now(),
            clock_timestamp() + interval '15 s' + row_number() over () * interval '100 ms', 1
          from request_escalation
          """);

  /** In how many milliseconds the next page is due. */
  private static final String DUE =
      """
      select notice.request_id, username,
        (extract(epoch from next_at - clock_timestamp()) * 1000)::int as due_in
      from notice join person on person.id = notice.person_id
      where occasion = 'escalated'
      """;

  @TempDir static Path temp;

  private record Due(UUID request, String person, long at) {}

  @Test
  void each_acknowledged_just_before_the_next_page(Verdict verdict) throws Exception {
    try (var gateway = PagerGateway.start(Duration.ofMillis(20));
        var rig = Rig.on(temp, 0)) {
      rig.begin(1, gateway.settings(temp, "one"));
      var client =
          new Client(
              new Journal(), Client.inTurn(rig), Duration.ofSeconds(15), Duration.ofSeconds(60));
      var original = client.untilKnown(Call.create(rig.caregiver(0), "this_shift", "to be copied"));
      pagedOnce(rig, UUID.fromString(original.last().answer().id()));

      Map<String, Long> acknowledged = new ConcurrentHashMap<>();
      try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var due : due(rig)) {
          people.submit(
              () -> {
                Thread.sleep(Duration.ofNanos(due.at() - System.nanoTime()).minus(BEFORE));
                var done =
                    client.untilKnown(
                        Call.act(
                            "acknowledge",
                            due.request().toString(),
                            rig.administrator(),
                            "{\"words\": \"On it\"}"));
                if (done.isDone()) {
                  acknowledged.put(due.person(), done.last().answered());
                }
                return null;
              });
        }
      }
      Thread.sleep(Length.of(10));

      var pages = gateway.pages();
      verdict.atLeast("acknowledged", acknowledged.size(), PEOPLE);
      // A person who was paged just now is told a minute later.
      verdict.atLeast("told once to stand down", toldOnce(pages), PEOPLE - calls(pages).size());
      verdict.none("paged after it was acknowledged", late(pages, acknowledged));
      verdict.atMost("paged while it was acknowledged", calls(pages).size(), MOST_ON_THEIR_WAY);
    }
  }

  private static void pagedOnce(Rig rig, UUID original) throws Exception {
    try (var connection = rig.database().source().getConnection()) {
      Copies.write(connection, original, PEOPLE, FIRST_REFERENCE, "interval '0 s'");
      try (var sql = connection.createStatement()) {
        for (var statement : PAGED_ONCE) {
          sql.execute(statement);
        }
      }
    }
  }

  private static List<Due> due(Rig rig) throws Exception {
    var all = new ArrayList<Due>();
    try (var connection = rig.database().source().getConnection();
        var sql = connection.createStatement();
        var row = sql.executeQuery(DUE)) {
      var now = System.nanoTime();
      while (row.next()) {
        all.add(
            new Due(
                row.getObject(1, UUID.class),
                row.getString(2),
                now + Duration.ofMillis(row.getInt(3)).toNanos()));
      }
    }
    return all;
  }

  private static List<Page> calls(List<Page> pages) {
    return pages.stream().filter(page -> page.text().contains("you are called")).toList();
  }

  private static long toldOnce(List<Page> pages) {
    return pages.stream()
        .filter(page -> page.text().contains("you need not act any more"))
        .collect(groupingBy(Page::to))
        .values()
        .stream()
        .filter(ofPerson -> ofPerson.size() == 1)
        .count();
  }

  private static List<Page> late(List<Page> pages, Map<String, Long> acknowledged) {
    return calls(pages).stream()
        .filter(
            page ->
                acknowledged.containsKey(page.to())
                    && page.arrived() > acknowledged.get(page.to()) + ON_ITS_WAY.toNanos())
        .toList();
  }
}
