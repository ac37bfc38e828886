package care.andon.directory.imports;

import static care.andon.directory.imports.Uploads.hospital;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.directory.Directory;
import care.andon.kernel.Role;
import care.andon.platform.Caller;
import care.andon.platform.IdempotencyKeys;
import care.andon.platform.Once;
import care.andon.platform.Problem;
import care.andon.platform.ProblemType;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.Given;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Imports beside each other, beside people who change rosters, and beside work that goes on. */
@QuarkusTest
class ImportsAtOnceTest {
  private static final AtomicInteger HOSPITALS = new AtomicInteger();
  private static final int ROUNDS = 4;
  private static final Caller EDITH = new Caller("edith.lowe", Set.of(Role.CONFIGURER), null);

  private String one = "";
  private String other = "";

  @Inject ImportRepository repository;
  @Inject Directory directory;
  @Inject OpenWork work;
  @Inject ObjectMapper json;
  @Inject InstantSource time;
  @Inject ImportConfig config;
  @Inject IdempotencyKeys keys;
  @Inject Once once;

  @BeforeEach
  void open() {
    one = "atonce" + HOSPITALS.incrementAndGet();
    other = one + "b";
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
          atOnce(
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

      var answers = atOnce(first::applied, second::applied);

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
          atOnce(
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
    var impatient = instance(new Impatient());
    var isRead = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first =
          threads.submit(
              () ->
                  impatient.ofFiles(
                      EDITH,
                      new Imports.Terms(one, false, false, null, null),
                      List.of(new Imports.Part(Sheet.PEOPLE, () -> waits(isRead, go)))));
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

  private record Impatient() implements ImportConfig {
    @Override
    public int mostRows() {
      return 100;
    }

    @Override
    public Duration patience() {
      return Duration.ZERO;
    }

    @Override
    public String largestBody() {
      return "1M";
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
          atOnce(
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
    acts.add(() -> withoutAna().applied());
    for (var id : filed.subList(0, filed.size() - 1)) {
      acts.add(() -> nina.tries("messages", id, Given.aMessage("Any news?")));
      acts.add(() -> nina.tries("impact", id, Given.anImpact("slows_care")));
    }
    acts.add(() -> omar.tries("resolve", filed.getLast(), Given.bodyOf("resolve")));

    var answers = atOnce(acts);

    assertThat(answers.getFirst().statusCode()).isEqualTo(200);
    assertThat(answers).extracting(Response::statusCode).containsOnly(200);
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
    return new Imports(repository, directory, work, json, time, with, keys, once);
  }

  private static Imports.Terms applied(String source) {
    return new Imports.Terms(source, false, true, null, null);
  }

  private static List<Imports.Part> parts(Uploads upload) {
    return upload.files().entrySet().stream()
        .map(
            file ->
                new Imports.Part(
                    Sheet.named(file.getKey()).orElseThrow(),
                    () ->
                        new ByteArrayInputStream(
                            file.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8))))
        .toList();
  }

  @SafeVarargs
  private static <T> List<T> atOnce(Callable<T>... calls) throws Exception {
    return atOnce(List.of(calls));
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    Api.as("intranet").token();
    var start = new CyclicBarrier(calls.size());
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var running =
          calls.stream()
              .map(
                  call ->
                      threads.submit(
                          () -> {
                            start.await(30, TimeUnit.SECONDS);
                            return call.call();
                          }))
              .toList();
      var answers = new ArrayList<T>();
      for (var one : running) {
        answers.add(one.get(60, TimeUnit.SECONDS));
      }
      return answers;
    }
  }
}
