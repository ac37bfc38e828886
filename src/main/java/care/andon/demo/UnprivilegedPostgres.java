package care.andon.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Lets root start PostgreSQL, which refuses to run as root, as the account "nobody". */
final class UnprivilegedPostgres {
  private static final List<String> PROGRAMS = List.of("initdb", "pg_ctl");

  /** Replaces a program: gives the data directory to "nobody" and runs the real program. */
  private static final String WRAPPER =
      """
      #!/bin/sh
      real="$0.real"
      if [ "$(id -u)" != 0 ]; then
        exec "$real" "$@"
      fi
      previous=
      for word in "$@"; do
        if [ "$previous" = -D ]; then
          chown -R 65534:65534 "$word"
        fi
        previous=$word
      done
      nobody="--reuid=65534 --regid=65534 --clear-groups"
      # The folder may be below one that only root can enter.
      enter="--inh-caps=+dac_override --ambient-caps=+dac_override"
      if setpriv $nobody $enter true 2> /dev/null; then
        exec setpriv $nobody $enter "$real" "$@"
      fi
      exec setpriv $nobody "$real" "$@"
      """;

  private UnprivilegedPostgres() {}

  static boolean isNeeded() {
    return System.getProperty("user.name").equals("root");
  }

  /** Wraps the programs of every PostgreSQL in the folder. Doing so again changes nothing. */
  static void wrapPrograms(Path folder) throws IOException {
    try (var unpacked = Files.newDirectoryStream(folder, "PG-*")) {
      for (var server : unpacked) {
        for (var program : PROGRAMS) {
          wrap(server.resolve("bin").resolve(program));
        }
      }
    }
  }

  private static void wrap(Path program) throws IOException {
    var real = program.resolveSibling(program.getFileName() + ".real");
    if (Files.exists(real)) {
      return;
    }
    Files.move(program, real);
    Files.writeString(program, WRAPPER);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
