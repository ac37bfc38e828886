package care.andon.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * The development database, stored in a folder.
 *
 * <p>Survives every kind of exit. A normal exit stops the server. After a hard exit, the next start
 * uses the server that is still running, or starts it again.
 */
final class DevDatabase {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Path data;
  private final Path complete;
  private final Path owner;

  DevDatabase(Path folder) {
    data = folder.resolve("data");
    complete = folder.resolve("complete");
    owner = folder.resolve("owner");
  }

  /**
   * Starts the server if needed and returns its port. The server stops with this JVM, unless
   * another JVM owns it.
   */
  int start() {
    try {
      var port = running().orElse(null);
      if (port == null) {
        port = startServer();
      }
      own();
      return port;
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "The development database did not start; delete .andon/ to start fresh", failed);
    }
  }

  private Optional<Integer> running() throws IOException {
    var left = Postmaster.leftIn(data);
    for (var tries = PATIENCE.dividedBy(POLL); tries > 0 && left.isPresent(); tries--) {
      if (!left.get().isAlive()) {
        break;
      }
      if (left.get().answers()) {
        return Optional.of(left.get().port());
      }
      pause();
      left = Postmaster.leftIn(data);
    }
    return Optional.empty();
  }

  private int startServer() throws IOException {
    if (!Files.exists(complete)) {
      delete(data);
    }
    // Its process is gone. PostgreSQL would mistake any other process with that id for it.
    Files.deleteIfExists(Postmaster.pidFile(data));
    var server =
        EmbeddedServer.start(
            EmbeddedServer.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false));
    Files.writeString(complete, "The data directory was set up to its end.\n");
    return server.getPort();
  }

  /**
   * The first of several JVMs on one checkout owns the server and stops it; the others leave it
   * running.
   */
  private void own() throws IOException {
    var self = Long.toString(ProcessHandle.current().pid());
    if (ownedBy().filter(ProcessHandle::isAlive).isPresent()) {
      return;
    }
    Files.writeString(owner, self);
    var pid = Postmaster.leftIn(data).orElseThrow().pid();
    // Only JDK classes here: after a live reload the class loader of this class is closed.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy)));
  }

  private Optional<ProcessHandle> ownedBy() throws IOException {
    return Files.exists(owner)
        ? ProcessHandle.of(Long.parseLong(Files.readString(owner).strip()))
        : Optional.empty();
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while waiting for the database", stopped);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var inside = Files.walk(folder)) {
      inside
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException failed) {
                  throw new UncheckedIOException(failed);
                }
              });
    }
  }
}
