package care.andon.directory.imports;

import static care.andon.directory.imports.Uploads.hospital;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import care.andon.directory.Directory;
import care.andon.directory.imports.reading.ImportSheet;
import care.andon.kernel.Role;
import care.andon.platform.idempotency.IdempotencyKeys;
import care.andon.platform.idempotency.IdempotentExecution;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.support.Api;
import care.andon.support.AtOnce;
import care.andon.support.Body;
import care.andon.support.Given;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.Thread.State;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports beside each other, beside people who change rosters, and beside work that goes on. */
@QuarkusTest
class ImportsAtOnceTest {
  private static final AtomicInteger HOSPITALS = new AtomicInteger();
  private static final int ROUNDS = 4;
  private static final Caller EDITH = new Caller("edith.lowe", Set.of(Role.CONFIGURER), null);

  private String one = "";
  private String other = "";

  @Inject DataSource database;
  @Inject ImportRepository repository;
  @Inject Directory directory;
  @Inject OpenWork work;
  @Inject ObjectMapper json;
  @Inject Validator validator;
  @Inject InstantSource time;
  @Inject ImportConfig config;
  @Inject IdempotencyKeys keys;
  @Inject IdempotentExecution once;

  @BeforeEach
  void open() {
    one = "atonce" + HOSPITALS.incrementAndGet();
    other = one + "b";
    Api.as("intranet").token();
  }

  @AfterEach
  void close() {
    Uploads.closeDown(one);
    Uploads.closeDown(other);
  }

  @Test
  void two_sources_at_once_come_in_whole_both() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var title = "Clerk " + round;

      var answers =
          AtOnce.call(
              () -> titled(one, title).applied(),
              () -> titled(other, title).applied(),
              () -> titled(one, title).tried(),
              () -> titled(other, title).tried());

      assertThat(answers).extracting(Response::statusCode).containsOnly(200);
      isThere(titled(one, title));
      isThere(titled(other, title));
    }
  }

  @Test
  void of_two_about_the_same_one_is_the_last_and_nothing_is_half_of_each() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var first = titled(one, "Clerk " + round).whole();
      var second =
          titled(one, "Porter " + round)
              .replacing("people", "Ana Ortiz", "Anna Ortiz")
              .replacing("teams", "Supply of Hill", "Supplies")
              .whole();

      var answers = AtOnce.call(first::applied, second::applied);

      assertThat(answers).extracting(Response::statusCode).containsOnly(200);
      assertThat(List.of(unchanged(first), unchanged(second)))
          .as("Round %s", round)
          .containsExactlyInAnyOrder(10, 7);
    }
  }

  /** Each instance lets one import in at a time; two instances meet in the database. */
  @Test
  void imports_of_two_instances_wait_for_each_other() throws Exception {
    var here = instance(config);
    var there = instance(config);
    for (int round = 0; round < ROUNDS; round++) {
      var title = "Clerk " + round;

      var reports =
          AtOnce.call(
              () -> here.ofFiles(EDITH, applied(one), parts(titled(one, title))).report(),
              () -> there.ofFiles(EDITH, applied(other), parts(titled(other, title))).report(),
              () -> there.ofFiles(EDITH, applied(one), parts(titled(one, title))).report());

      assertThat(reports).extracting(ImportReport::applied).containsOnly(true);
      assertThat(List.of(reports.get(0), reports.get(2)))
          .as("Whoever is second finds it done")
          .filteredOn(report -> report.id() != null)
          .hasSize(1);
      isThere(titled(one, title));
      isThere(titled(other, title));
    }
  }

  @Test
  void who_would_wait_too_long_hears_so_and_when_to_come_back() throws Exception {
    var impatient = instance(new Patience(Duration.ZERO));
    var isRead = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first =
          threads.submit(
              () ->
                  impatient.ofFiles(
                      EDITH,
                      tried(one),
                      List.of(
                          new Imports.UploadedFile(ImportSheet.PEOPLE, () -> waits(isRead, go)))));
      assertThat(isRead.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(
              org.assertj.core.api.Assertions.catchThrowableOfType(
                  Problem.class,
                  () -> impatient.ofFiles(EDITH, applied(one), parts(hospital(one)))))
          .extracting(Problem::type)
          .isEqualTo(ProblemType.CONFLICT);

      go.countDown();
      assertThat(first.get(30, TimeUnit.SECONDS).report().rejected()).isEmpty();
    }
  }

  private static InputStream waits(CountDownLatch isRead, CountDownLatch go) {
    isRead.countDown();
    try {
      assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    return new ByteArrayInputStream(
        "username,name,title\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private record Patience(Duration patience) implements ImportConfig {
    @Override
    public int mostRows() {
      return 100;
    }

    @Override
    public Duration receiveTimeout() {
      return Duration.ofMinutes(1);
    }

    @Override
    public String largestBody() {
      return "1M";
    }
  }

  /** However long the first one takes: each that waits holds a thread that others need. */
  @Test
  void a_few_wait_and_whoever_would_be_one_too_many_hears_so_at_once() throws Exception {
    var here = instance(new Patience(Duration.ofHours(1)));
    var isRead = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var threads = new CopyOnWriteArrayList<Thread>();
    var patient = new ArrayList<Future<Imports.ImportResult>>();
    try (var pool =
        Executors.newCachedThreadPool(
            work -> {
              threads.add(new Thread(work));
              return threads.getLast();
            })) {
      var files = List.of(new Imports.UploadedFile(ImportSheet.PEOPLE, () -> waits(isRead, go)));
      patient.add(pool.submit(() -> here.ofFiles(EDITH, tried(one), files)));
      assertThat(isRead.await(30, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 4; i++) {
        patient.add(pool.submit(() -> here.ofFiles(EDITH, tried(one), parts(hospital(one)))));
      }
      while (!threads.stream().skip(1).allMatch(it -> it.getState() == State.TIMED_WAITING)) {
        Thread.onSpinWait();
      }

      var tooMany = pool.submit(() -> here.ofFiles(EDITH, tried(one), parts(hospital(one))));

      assertThatThrownBy(() -> tooMany.get(30, TimeUnit.SECONDS))
          .cause()
          .isInstanceOfSatisfying(
              Problem.class, it -> assertThat(it.type()).isEqualTo(ProblemType.CONFLICT));
      go.countDown();
      for (var one : patient) {
        assertThat(one.get(30, TimeUnit.SECONDS).report().rejected()).isEmpty();
      }
    } finally {
      go.countDown();
    }
  }

  /** A change of a roster holds its team, and counts itself when it ends. */
  @Test
  void an_import_that_meets_a_change_of_a_roster_waits_until_it_has_ended() throws Exception {
    hospital(one).applied().then().statusCode(200);
    try (var thread = Executors.newSingleThreadExecutor();
        var other = database.getConnection();
        var change = other.createStatement()) {
      other.setAutoCommit(false);
      change.execute("select from team where code = '%s-t' for no key update".formatted(one));
      var imported =
          thread.submit(
              () -> hospital(one).replacing("teams", "Supply of Hill", "Supplies").applied());
      while (!imported.isDone() && !somebodyWaits()) {
        Thread.onSpinWait();
      }

      change.execute("update directory_version set roster = roster + 1");
      other.commit();

      assertThat(imported.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  /** Whether another connection waits for a lock that somebody holds. */
  private boolean somebodyWaits() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select exists (select from pg_stat_activity where wait_event_type = 'Lock')")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  /** Zero is for ever to the database; sessions of their own accord wait for two seconds. */
  @ParameterizedTest
  @CsvSource({"PT7S, 7s", "PT0S, 1ms"})
  void an_import_waits_in_the_database_as_long_as_it_is_to(Duration patience, String timeout)
      throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      ImportRepository.lock(connection, patience);

      try (var row = statement.executeQuery("show lock_timeout")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo(timeout);
      } finally {
        connection.rollback();
      }
    }
  }

  @Test
  void an_import_that_meets_somebody_who_does_not_end_gives_up() throws Exception {
    hospital(one).applied().then().statusCode(200);
    var impatient = instance(new Patience(Duration.ZERO));
    try (var thread = Executors.newSingleThreadExecutor();
        var other = database.getConnection();
        var change = other.createStatement()) {
      other.setAutoCommit(false);
      change.execute("select from team where code = '%s-t' for no key update".formatted(one));
      var imported =
          thread.submit(() -> impatient.ofFiles(EDITH, applied(one), parts(hospital(one))));
      try {
        assertThatThrownBy(() -> imported.get(30, TimeUnit.SECONDS))
            .rootCause()
            .isInstanceOfSatisfying(
                SQLException.class, it -> assertThat(it.getSQLState()).isEqualTo("55P03"));
      } finally {
        other.rollback();
      }
    }
  }

  /** Both write the team's roster and count the change; in two orders they would block for good. */
  @Test
  void a_team_is_renamed_while_its_roster_is_changed() throws Exception {
    hospital(one).applied().then().statusCode(200);
    for (int round = 0; round < ROUNDS; round++) {
      var name = "Supply " + round;
      var day = round + 1;

      var answers =
          AtOnce.call(
              () -> hospital(one).replacing("teams", "Supply of Hill", name).applied(),
              () -> addShift("ana", day),
              () -> addShift("ben", day));

      assertThat(answers)
          .as("Round %s", round)
          .extracting(Response::statusCode)
          .containsExactly(200, 201, 201);
    }
    Api.as("edith.lowe")
        .calls()
        .get("/api/v1/teams/" + one + "-t/roster?from=2152-06-01T00:00:00Z&to=2152-06-30T00:00:00Z")
        .then()
        .statusCode(200)
        .body("shifts.size()", equalTo(2 * ROUNDS));
  }

  private Response addShift(String person, int day) {
    var shift =
        Body.of("person", one + "." + person)
            .with("starts", "2152-06-%02dT08:00".formatted(day))
            .with("ends", "2152-06-%02dT10:00".formatted(day));
    return Api.as("conrad.vance")
        .sends(Map.of("shifts", List.of(shift)))
        .post("/api/v1/teams/" + one + "-t/shifts");
  }

  @Test
  void somebody_leaves_while_others_act_on_what_is_theirs() throws Exception {
    hospital(one).applied().then().statusCode(200);
    var nina = Api.as("nina.patel");
    var omar = Api.as("omar.ortiz");
    var filed = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      var id = nina.files(Given.aNeed());
      omar.does(
          "assign", id, Map.of("team", one + "-t", "assignee", one + ".ana", "reason", "Hers"));
      filed.add(id);
    }
    var acts = new ArrayList<Callable<Response>>();
    acts.add(() -> withoutAna().confirmed().applied());
    for (var id : filed.subList(0, filed.size() - 1)) {
      acts.add(() -> nina.tries("messages", id, Given.aMessage("Any news?")));
      acts.add(() -> nina.tries("impact", id, Given.anImpact("slows_care")));
    }
    acts.add(() -> omar.tries("resolve", filed.getLast(), Given.bodyOf("resolve")));

    var answers = AtOnce.call(acts);

    assertThat(answers.getFirst().statusCode()).isEqualTo(200);
    assertThat(answers).extracting(Response::statusCode).containsOnly(200);
    // A request on which somebody acts at that moment is left to the next heartbeat.
    work.reassignLeaversRequests();
    for (var id : filed.subList(0, filed.size() - 1)) {
      var request = omar.get(id);
      assertThat(request.getString("assignee")).isNull();
      assertThat(request.getString("team.code")).isEqualTo(one + "-t");
      assertThat(request.getString("impact")).isEqualTo("slows_care");
      assertThat(nina.happened(id)).containsOnlyOnce("assignee_left").contains("messaged");
      assertThat(nina.happened(id)).hasSize(request.getInt("version"));
    }
    assertThat(omar.get(filed.getLast()).getString("status")).isEqualTo("resolved");
  }

  private Uploads withoutAna() {
    return hospital(one)
        .replacing("people", "P1,%s.ana,Ana Ortiz,Clerk,%s-u\n", "")
        .replacing("memberships", "%s-t,%s.ana,false\n", "")
        .replacing("rosters", "R1,%s-t,,,%s.ana,MON TUE WED THU FRI SAT SUN,00:00,00:00\n", "")
        .whole();
  }

  // --- How it is done ---

  private static Uploads titled(String source, String title) {
    return hospital(source).replacing("people", "Clerk", title);
  }

  private static int unchanged(Uploads upload) {
    return upload
        .tried()
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getInt("summary.unchanged.sum()");
  }

  private static void isThere(Uploads upload) {
    assertThat(unchanged(upload)).isEqualTo(10);
  }

  private Imports instance(ImportConfig with) {
    return new Imports(repository, directory, work, json, validator, time, with, keys, once);
  }

  private static Imports.ImportOptions tried(String source) {
    return new Imports.ImportOptions(source, false, false, null, null);
  }

  private static Imports.ImportOptions applied(String source) {
    return new Imports.ImportOptions(source, false, true, null, null);
  }

  private static List<Imports.UploadedFile> parts(Uploads upload) {
    return upload.files().entrySet().stream()
        .map(
            file ->
                new Imports.UploadedFile(
                    ImportSheet.named(file.getKey()).orElseThrow(),
                    () ->
                        new ByteArrayInputStream(
                            file.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8))))
        .toList();
  }
}
