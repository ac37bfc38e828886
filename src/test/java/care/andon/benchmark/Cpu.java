package care.andon.benchmark;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time used so far. Unlike throughput it hardly depends on what else the machine does.
 *
 * @param service by the service
 * @param database by PostgreSQL, as far as its processes are still there
 * @param load by this JVM
 */
record Cpu(Duration service, Duration database, Duration load) {

  static Cpu now(long service, long postmaster) {
    return new Cpu(
        used(ProcessHandle.of(service).stream()),
        used(ProcessHandle.of(postmaster).stream().flatMap(Cpu::withChildren)),
        used(Stream.of(ProcessHandle.current())));
  }

  Cpu since(Cpu before) {
    return new Cpu(
        service.minus(before.service), database.minus(before.database), load.minus(before.load));
  }

  /** The microseconds of one of so many calls. */
  static long microsEach(Duration cpu, int calls) {
    return calls == 0 ? 0 : cpu.toNanos() / 1_000 / calls;
  }

  private static Stream<ProcessHandle> withChildren(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.children());
  }

  private static Duration used(Stream<ProcessHandle> processes) {
    return processes
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }
}
