package care.andon.directory.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import care.andon.support.Api;
import care.andon.support.LargeHospital;
import care.andon.support.WireTap;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A large hospital: {@code trial.imports.people} people (default 200) in forty teams, a year of
 * shifts ({@code trial.imports.days}, default 30) of eight people a day and team. Times are printed
 * but not checked; statements are counted.
 */
@QuarkusTest
class LargeImportTest {
  private static final LargeHospital HOSPITAL =
      new LargeHospital(
          Integer.getInteger("trial.imports.people", 200),
          Integer.getInteger("trial.imports.days", 30));

  /** Filled by the test database. */
  WireTap wire;

  @Inject ImportConfig config;

  @AfterEach
  void close() {
    Uploads.closeDown(LargeHospital.SOURCE);
  }

  @Test
  void a_year_of_rosters_is_a_few_statements() {
    var upload = large();
    var rows = HOSPITAL.rows();

    System.out.printf("%,d rows, dry run: %s s%n", rows, seconds(() -> upload.tried()));
    var first =
        wire.during(
            () ->
                System.out.printf(
                    "%,d rows, applied: %s s%n",
                    rows,
                    seconds(
                        () ->
                            upload
                                .applied()
                                .then()
                                .statusCode(200)
                                .body("summary.added.sum()", equalTo(rows)))));
    var again =
        wire.during(
            () ->
                System.out.printf(
                    "%,d rows, the same again: %s s%n",
                    rows,
                    seconds(
                        () -> upload.applied().then().statusCode(200).body("id", equalTo(null)))));

    System.out.printf(
        "%d statements, then %d%n", first.statements().size(), again.statements().size());
    assertThat(first.statements().stream().filter(sql -> sql.strip().startsWith("insert")))
        .hasSizeLessThan(20);
    assertThat(again.statements())
        .noneMatch(sql -> sql.strip().matches("(?s)(insert|update|delete) .*"));
  }

  private static String seconds(Runnable work) {
    var begin = System.nanoTime();
    work.run();
    return "%.1f".formatted((System.nanoTime() - begin) / 1e9);
  }

  private static Uploads large() {
    return Uploads.from(LargeHospital.SOURCE).with(HOSPITAL.files());
  }

  @Test
  void what_is_larger_than_an_import_may_be_is_refused_before_it_is_read() throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      var head =
          String.join(
              "\r\n",
              List.of(
                  "POST " + Uploads.IMPORTS + "?source=large HTTP/1.1",
                  "Host: localhost",
                  "Authorization: Bearer " + Api.as("intranet").token(),
                  "Content-Type: application/json",
                  "Content-Length: 40000000",
                  "",
                  ""));
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

      var answer = new StringBuilder();
      socket.setSoTimeout(10_000);
      var bytes = new byte[4_096];
      while (answer.indexOf("}") < 0) {
        answer.append(
            new String(bytes, 0, socket.getInputStream().read(bytes), StandardCharsets.UTF_8));
      }

      assertThat(answer.toString())
          .startsWith("HTTP/1.1 413 ")
          .contains("An import has at most 32 MiB; send the directory in parts");
    }
  }

  @Test
  void an_import_has_32_mebibytes_and_a_quarter_of_a_million_rows_by_default() {
    assertThat(config.largestBody()).isEqualTo("32M");
    assertThat(config.mostRows()).isEqualTo(250_000);
  }

  @Test
  void other_bodies_are_as_small_as_ever() {
    Api.as("nina.patel")
        .sends("{\"need\": \"" + "a".repeat(70_000) + "\"}")
        .post(Api.REQUESTS)
        .then()
        .statusCode(413)
        .body("detail", containsString("64 KiB"));
  }
}
