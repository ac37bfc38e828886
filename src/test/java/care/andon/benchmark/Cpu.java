package care.andon.benchmark;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Processor time used so far. Unlike throughput it hardly depends on what else the machine does.
 *
 * @param service by the service
 * @param database by each process of PostgreSQL
 * @param load by this JVM
 */
record Cpu(Duration service, Map<Long, Duration> database, Duration load) {

  static Cpu now(long service, long postmaster) {
    return new Cpu(
        used(ProcessHandle.of(service).orElseThrow()),
        ProcessHandle.of(postmaster).stream()
            .flatMap(Cpu::withChildren)
            .collect(toMap(ProcessHandle::pid, Cpu::used)),
        used(ProcessHandle.current()));
  }

  /** Microseconds of processor time that each of so many calls took. */
  record Each(long service, long database, long load) {}

  /** What was used since then by what is still there. */
  Each since(Cpu before, int calls) {
    var processes =
        database.entrySet().stream()
            .map(
                it -> it.getValue().minus(before.database.getOrDefault(it.getKey(), Duration.ZERO)))
            .reduce(Duration.ZERO, Duration::plus);
    return new Each(
        micros(service.minus(before.service), calls),
        micros(processes, calls),
        micros(load.minus(before.load), calls));
  }

  private static long micros(Duration cpu, int calls) {
    return calls == 0 ? 0 : cpu.toNanos() / 1_000 / calls;
  }

  private static Stream<ProcessHandle> withChildren(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.children());
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
