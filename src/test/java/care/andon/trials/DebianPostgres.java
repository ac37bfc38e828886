package care.andon.trials;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.PackagedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of Debian's package that can be stopped, killed, frozen and copied to a synchronous
 * standby. For root it runs as the account {@code postgres}.
 */
final class DebianPostgres implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  private final Path data;
  private final int port;

  private DebianPostgres(Path data) throws IOException {
    this.data = data;
    this.port = PackagedService.freePort();
  }

  /** Makes an empty cluster in a folder that does not exist or is empty, and starts it. */
  static DebianPostgres start(Path data, String... settings) throws Exception {
    assertThat(VERSIONS).as("apt-get install postgresql").isDirectory();
    var server = new DebianPostgres(data);
    server.ownFolder();
    run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
    server.configure("max_connections = 200", "shared_buffers = 128MB", "max_wal_size = 256MB");
    server.configure(settings);
    server.start();
    return server;
  }

  /** Starts a synchronous standby and waits until commits wait for it. */
  DebianPostgres standby(Path copy) throws Exception {
    var standby = new DebianPostgres(copy);
    standby.ownFolder();
    run("pg_basebackup", "-h", "127.0.0.1", "-p", port, "-U", "postgres", "-D", copy, "-c", "fast");
    standby.configure(
        "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres application_name=standby'"
            .formatted(port));
    Files.createFile(copy.resolve("standby.signal"));
    standby.start();
    sql("alter system set synchronous_standby_names = 'standby'", "select pg_reload_conf()");
    Rig.await(
        "synchronous",
        () -> number("select count(*) from pg_stat_replication where sync_state = 'sync'") == 1);
    return standby;
  }

  /** Makes a standby the primary. It waits for no standby of its own. */
  void promote() throws Exception {
    control("promote");
    sql("alter system reset synchronous_standby_names", "select pg_reload_conf()");
  }

  /** Moves the write-ahead log to a folder that does not exist. */
  void moveLog(Path folder) throws Exception {
    stop();
    var log = data.resolve("pg_wal");
    await(new ProcessBuilder("mv", log.toString(), folder.toString()));
    Files.createSymbolicLink(log, folder);
    start();
  }

  /** Writes to the write-ahead log until its disk is full, which ends PostgreSQL. */
  void fillLog() throws Exception {
    try {
      for (int i = 0; i < 100; i++) {
        sql("select pg_logical_emit_message(false, 'trial', repeat('x', 4000000))");
      }
    } catch (SQLException full) {
      Rig.await("PostgreSQL has ended", () -> !isRunning());
      return;
    }
    throw new AssertionError("the disk of the write-ahead log is not full");
  }

  void start() throws Exception {
    control("start", "-l", data.resolve("server.log"));
  }

  /** Breaks off all connections and stops. */
  void stop() throws Exception {
    control("stop", "-m", "fast");
  }

  /** Ends all processes at once, as a power failure does. */
  void kill() throws Exception {
    signal("KILL");
  }

  /** Stops all processes where they are. Connections stay open. */
  void freeze() throws Exception {
    signal("STOP");
  }

  void thaw() throws Exception {
    signal("CONT");
  }

  boolean isRunning() throws IOException {
    return Files.exists(postmaster()) && ProcessHandle.of(pid()).isPresent();
  }

  int port() {
    return port;
  }

  Path data() {
    return data;
  }

  /** An address for the service. */
  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/andon";
  }

  /** The database of the service, with all rights. */
  PGSimpleDataSource source() {
    var source = new PGSimpleDataSource();
    source.setUrl(url());
    source.setUser("postgres");
    return source;
  }

  /** Connects to the database {@code postgres}, each time anew, and runs the statements. */
  void sql(String... statements) throws SQLException {
    try (var connection = connect("postgres");
        var sql = connection.createStatement()) {
      for (var statement : statements) {
        sql.execute(statement);
      }
    }
  }

  /** The number that a query of the service's database gives. */
  long number(String query) throws SQLException {
    try (var connection = connect("andon");
        var rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", "");
  }

  @Override
  public void close() throws Exception {
    if (isRunning()) {
      thaw();
      control("stop", "-m", "immediate");
    }
  }

  private void control(String command, Object... more) throws Exception {
    run("pg_ctl", Stream.concat(Stream.of("-D", data, "-w", command), Stream.of(more)).toArray());
  }

  private void configure(String... lines) throws IOException {
    Files.write(
        data.resolve("postgresql.conf"),
        Stream.concat(
                Stream.of(
                    "port = " + port,
                    "listen_addresses = '127.0.0.1'",
                    "unix_socket_directories = ''",
                    "logging_collector = off"),
                Stream.of(lines))
            .toList(),
        StandardOpenOption.APPEND);
  }

  private void ownFolder() throws Exception {
    Files.createDirectories(data);
    if (ROOT) {
      data.getParent().toFile().setExecutable(true, false);
      await(new ProcessBuilder("chown", "-R", "postgres", data.toString()));
    }
    await(new ProcessBuilder("chmod", "700", data.toString()));
  }

  private Path postmaster() {
    return data.resolve("postmaster.pid");
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(postmaster()).getFirst().strip());
  }

  /** First the postmaster, which would otherwise notice that its children end. */
  private void signal(String name) throws Exception {
    var postmaster = ProcessHandle.of(pid()).orElseThrow();
    var command = new ArrayList<>(List.of("kill", "-" + name, Long.toString(postmaster.pid())));
    postmaster.descendants().forEach(child -> command.add(Long.toString(child.pid())));
    // A child may have ended meanwhile.
    new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }

  private static void run(String program, Object... arguments) throws Exception {
    var command = new ArrayList<String>();
    if (ROOT) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
    }
    command.add(programs().resolve(program).toString());
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    await(new ProcessBuilder(command));
  }

  private static void await(ProcessBuilder builder) throws Exception {
    var output = Files.createTempFile("trial", ".out");
    try {
      var process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ended", builder.command()).isTrue();
      assertThat(process.exitValue()).as(() -> builder.command() + ": " + read(output)).isZero();
    } finally {
      Files.delete(output);
    }
  }

  /** Of the newest version that is installed. */
  private static Path programs() throws IOException {
    try (var versions = Files.list(VERSIONS)) {
      return versions
          .max(Comparator.comparing(version -> Integer.parseInt(version.getFileName().toString())))
          .orElseThrow()
          .resolve("bin");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
