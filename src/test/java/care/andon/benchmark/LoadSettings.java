package care.andon.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How long and how hard; every part can be set as {@code -Dload.<name>=}.
 *
 * @param seconds how long each operation is measured at each number of connections
 * @param warmup how long each operation runs before that
 * @param operations which of {@code create}, {@code worklist}, {@code get}, {@code acknowledge},
 *     {@code resolve}, {@code deadlines}, {@code import}
 * @param connections how many at once, one after the other
 * @param open how many open requests there are when deadlines are measured
 * @param due how many more of them fall due in one instant
 * @param closed how many closed requests stand behind the last worklists
 * @param people how many an imported directory has
 * @param days how many days of rosters it has
 * @param jvm more flags for the service's JVM
 */
record LoadSettings(
    Duration seconds,
    Duration warmup,
    List<String> operations,
    List<Integer> connections,
    int open,
    int due,
    int closed,
    int people,
    int days,
    List<String> jvm) {

  static LoadSettings read() {
    return new LoadSettings(
        seconds("load.seconds", "5"),
        seconds("load.warmup", "10"),
        words("load.operations", "create,worklist,get,acknowledge,resolve,deadlines,import"),
        words("load.connections", "1,8,32").stream().map(Integer::valueOf).toList(),
        Integer.parseInt(System.getProperty("load.open", "100000")),
        Integer.parseInt(System.getProperty("load.due", "10000")),
        Integer.parseInt(System.getProperty("load.closed", "1000000")),
        Integer.parseInt(System.getProperty("load.people", "10000")),
        Integer.parseInt(System.getProperty("load.days", "375")),
        words("load.jvm", ""));
  }

  int mostConnections() {
    return connections.stream().mapToInt(Integer::intValue).max().orElse(1);
  }

  private static Duration seconds(String name, String otherwise) {
    var seconds = Double.parseDouble(System.getProperty(name, otherwise));
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  private static List<String> words(String name, String otherwise) {
    return Arrays.stream(System.getProperty(name, otherwise).split("[ ,]+"))
        .filter(word -> !word.isBlank())
        .toList();
  }
}
