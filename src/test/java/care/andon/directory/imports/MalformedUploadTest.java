package care.andon.directory.imports;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that are no multipart/form-data, byte by byte over a bare connection. */
@QuarkusTest
class MalformedUploadTest {
  private static final String CSV = "username,name,title\r\nmal.a,A,T\r\n";
  private static final String DISPOSITION =
      "Content-Disposition: form-data; name=\"people\"; filename=\"people.csv\"";

  @TestHTTPResource URI service;

  static Stream<Map.Entry<String, String>> malformed() {
    var part = "--b\r\n" + DISPOSITION + "\r\nContent-Type: text/csv\r\n\r\n" + CSV;
    return Map.ofEntries(
        Map.entry("nothing", ""),
        Map.entry("cut off in the first boundary", "--"),
        Map.entry("cut off in a header", "--b\r\nContent-Disp"),
        Map.entry("cut off after the headers", "--b\r\n" + DISPOSITION + "\r\n\r\n"),
        Map.entry("cut off in a file", part),
        Map.entry("no final boundary", part + "\r\n--b\r\n"),
        Map.entry("half a final boundary", part + "\r\n--b-"),
        Map.entry("another boundary", part.replace("--b", "--c") + "\r\n--c--\r\n"),
        Map.entry("a header without a colon", header("Content-Disposition form-data")),
        Map.entry("a header with nothing before the colon", header(": form-data")),
        Map.entry("a header of blanks", header("   ")),
        Map.entry("no disposition", header("Content-Type: text/csv")),
        Map.entry("no header", "--b\r\n\r\n" + CSV + "\r\n--b--\r\n"),
        Map.entry("another disposition", header("Content-Disposition: attachment")),
        Map.entry("no name", header("Content-Disposition: form-data")),
        Map.entry("filename* without quotes", header(extended("people.csv"))),
        Map.entry("filename* with one quote", header(extended("UTF-8'people.csv"))),
        Map.entry("filename* of no encoding", header(extended("''people.csv"))),
        Map.entry("filename* of another encoding", header(extended("KLINGON''p.csv"))),
        Map.entry("filename* with half a byte", header(extended("UTF-8''%4"))),
        Map.entry("filename* with no byte", header(extended("UTF-8''%ZZ.csv"))),
        Map.entry(
            "an unknown charset",
            header(
                "Content-Disposition: form-data; name=\"p\"\r\nContent-Type: text/plain;"
                    + " charset=klingon")),
        Map.entry(
            "nested parts",
            header(
                "Content-Disposition: form-data; name=\"people\"\r\n"
                    + "Content-Type: multipart/mixed; boundary=c")),
        Map.entry("over a thousand parts", field("f").repeat(1_001) + "--b--\r\n"),
        Map.entry("over a thousand files", (part + "\r\n").repeat(1_001) + "--b--\r\n"))
        .entrySet()
        .stream();
  }

  private static String header(String line) {
    return "--b\r\n" + line + "\r\n\r\n" + CSV + "\r\n--b--\r\n";
  }

  private static String extended(String value) {
    return "Content-Disposition: form-data; name=\"people\"; filename*=" + value;
  }

  private static String field(String name) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\nx\r\n";
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void a_malformed_body_is_refused_with_a_problem(Map.Entry<String, String> body)
      throws IOException {
    for (var path : new String[] {"", "/files"}) {
      var answer = send(path, "multipart/form-data; boundary=b", body.getValue());

      assertThat(answer)
          .as("%s %s: %s", path, body.getKey(), answer)
          .containsPattern("^HTTP/1.1 4(00|13|15) ")
          .contains("application/problem+json")
          .containsPattern("\"(detail|message)\":\"[A-Z]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\"",
        "multipart/form-data; boundary=b\u00e9",
        "multipart/form-data; boundary=b; charset=klingon",
        "multipart/form-data; boundary=other",
        "multipart/mixed; boundary=b"
      })
  void a_malformed_boundary_is_refused_with_a_problem(String type) throws IOException {
    var answer = send("", type, "--b\r\n" + DISPOSITION + "\r\n\r\n" + CSV + "\r\n--b-- \r\n");

    assertThat(answer)
        .as("%s: %s", type, answer)
        .containsPattern("^HTTP/1.1 4(00|13|15) ")
        .contains("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource({"70, 200", "71, 400", "5000, 400"})
  void a_boundary_has_at_most_70_characters(int length, int status) throws IOException {
    var boundary = "x".repeat(length);
    var body = "--%s\r\n%s\r\n\r\n%s\r\n--%s--\r\n".formatted(boundary, DISPOSITION, CSV, boundary);

    assertThat(send("", "multipart/form-data; boundary=" + boundary, body))
        .startsWith("HTTP/1.1 " + status);
  }

  @Test
  void a_large_part_without_a_file_name_is_told_what_it_lacks() throws IOException {
    var body =
        "--b\r\nContent-Disposition: form-data; name=\"people\"\r\n\r\n"
            + "x".repeat(100_000)
            + "\r\n--b--\r\n";

    var answer = send("", "multipart/form-data; boundary=b", body);

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("a file name").doesNotContain("64 KiB");
  }

  private String send(String path, String type, String body) throws IOException {
    try (var socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(30_000);
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      var head =
          """
          POST %s?source=malformed HTTP/1.1\r
          Host: localhost\r
          Authorization: Bearer %s\r
          Content-Type: %s\r
          Content-Length: %d\r
          Connection: close\r
          \r
          """
              .formatted(Uploads.IMPORTS + path, Api.as("intranet").token(), type, bytes.length);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(bytes);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
