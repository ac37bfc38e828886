package care.andon.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A PostgreSQL server as described by its {@code postmaster.pid}. The server may not run any more.
 *
 * @param data the data directory it serves
 */
record Postmaster(Path data, long pid, int port) {
  private static final int PID_LINE = 0;
  private static final int PORT_LINE = 3;

  /** Reads the file in the data directory; empty if it is missing or incomplete. */
  static Optional<Postmaster> leftIn(Path data) throws IOException {
    var file = pidFile(data);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var lines = Files.readAllLines(file);
    if (lines.size() <= PORT_LINE) {
      return Optional.empty();
    }
    return Optional.of(
        new Postmaster(
            data,
            Long.parseLong(lines.get(PID_LINE).strip()),
            Integer.parseInt(lines.get(PORT_LINE).strip())));
  }

  static Path pidFile(Path data) {
    return data.resolve("postmaster.pid");
  }

  /** Whether the process is a PostgreSQL: after a reboot, another process may have its id. */
  boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> process.info().command().orElse("postgres").contains("postgres"))
        .orElse(false);
  }

  /** Whether the server accepts connections and serves this data directory. */
  boolean answers() {
    var url = "jdbc:postgresql://localhost:" + port + "/postgres?connectTimeout=2&socketTimeout=5";
    try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
        var rows = connection.createStatement().executeQuery("show data_directory")) {
      return rows.next() && Files.isSameFile(Path.of(rows.getString(1)), data);
    } catch (SQLException | IOException notYetOrNotOurs) {
      return false;
    }
  }
}
