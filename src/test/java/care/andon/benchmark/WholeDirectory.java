package care.andon.benchmark;

import care.andon.support.FakeIssuer;
import care.andon.support.LargeHospital;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A large hospital comes in from another system, as CSV files in one upload: tried, applied, and
 * sent once more as it is. Each answer must count exactly the rows that were sent.
 */
final class WholeDirectory {
  private static final String BOUNDARY = "----of-the-files";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int TIMES = 3;

  private final int port;
  private final String token;
  private final Crowd crowd;
  private final LargeHospital hospital;
  private final byte[] form;

  WholeDirectory(int port, FakeIssuer issuer, Crowd crowd, LargeHospital hospital) {
    this.port = port;
    this.token = issuer.token("hr", List.of("integration"), "4W");
    this.crowd = crowd;
    this.hospital = hospital;
    this.form = form(hospital.files());
  }

  void measure(LoadBenchmark.Reporter report) throws Exception {
    report.condition(
        "import",
        "%,d people, %,d days of rosters: %,d rows, %.1f MB of CSV in one upload"
            .formatted(hospital.people(), hospital.days(), hospital.rows(), form.length / 1e6));
    measure("import, dry run", false, "added", TIMES, report);
    measure("import, applied", true, "added", 1, report);
    measure("import, the same again", true, "unchanged", TIMES, report);
    measure("import, the same as a dry run", false, "unchanged", TIMES, report);
  }

  private void measure(
      String operation, boolean apply, String what, int times, LoadBenchmark.Reporter report)
      throws Exception {
    var request = request(apply);
    report.add(crowd.run(operation, 1, PATIENCE, _ -> new Sender(request, what, times)));
  }

  /** The other system; it calls so often and no more. */
  private final class Sender implements Crowd.Member {
    private final HttpClient http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;
    private final String what;
    private int left;

    Sender(HttpRequest request, String what, int times) {
      this.request = request;
      this.what = what;
      this.left = times;
    }

    @Override
    public boolean call() throws Exception {
      left--;
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 && counted(answer.body(), what) == hospital.rows();
    }

    @Override
    public boolean canGoOn() {
      return left > 0;
    }

    @Override
    public void close() {
      http.close();
    }
  }

  /** The sum over all kinds; read without a parser, as every answer here. */
  private static int counted(String report, String what) {
    var name = "\"" + what + "\":";
    var sum = 0;
    for (int at = report.indexOf(name); at >= 0; at = report.indexOf(name, at + 1)) {
      var from = at + name.length();
      var to = from;
      while (Character.isDigit(report.charAt(to))) {
        to++;
      }
      sum += Integer.parseInt(report.substring(from, to));
    }
    return sum;
  }

  private HttpRequest request(boolean apply) {
    return HttpRequest.newBuilder(
            URI.create(
                "http://127.0.0.1:%d/api/v1/directory/imports?source=%s&apply=%s"
                    .formatted(port, LargeHospital.SOURCE, apply)))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(HttpRequest.BodyPublishers.ofByteArray(form))
        .build();
  }

  private static byte[] form(Map<String, String> files) {
    var text = new StringBuilder();
    files.forEach(
        (name, file) ->
            text.append(
                """
                --%1$s\r
                Content-Disposition: form-data; name="%2$s"; filename="%2$s.csv"\r
                Content-Type: text/csv\r
                \r
                %3$s\r
                """
                    .formatted(BOUNDARY, name, file)));
    return (text + "--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
