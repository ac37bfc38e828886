package care.andon.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The JVM of the service: how it is started, and how much memory it takes. */
public final class ServiceJvm {
  /**
   * As the image starts it with the memory that k8s/base gives it: 30 % of 768 MiB for the heap.
   */
  public static final List<String> FLAGS =
      List.of(
          "-Xmx230m",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:ReservedCodeCacheSize=96m",
          "-XX:SweeperThreshold=75",
          "-XX:MetaspaceSize=192m",
          "-XX:+ExitOnOutOfMemoryError",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED");

  private ServiceJvm() {}

  /** The flags with which the service uses the cache of the training run, and more flags. */
  static List<String> withCache(List<String> more) {
    return Stream.concat(Stream.of("-XX:AOTCache=app.aot"), more.stream()).toList();
  }

  /** What the operating system has given the process, in MiB. */
  static long residentMiB(long pid) throws IOException {
    var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
    try (var answer = ps.getInputStream()) {
      return Long.parseLong(new String(answer.readAllBytes(), StandardCharsets.US_ASCII).strip())
          / 1_024;
    }
  }

  /** What is used of the heap, garbage included, in MiB; as the service's metrics say. */
  static long heapMiB(int port, String token) throws IOException {
    try (var http = new HttpConnection(port)) {
      http.exchange(HttpRequestBytes.get("/q/metrics", token).bytes());
      var bytes =
          http.body()
              .lines()
              .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
              .sum();
      return Math.round(bytes / (1_024 * 1_024));
    }
  }
}
