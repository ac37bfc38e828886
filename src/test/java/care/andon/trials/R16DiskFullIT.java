package care.andon.trials;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import care.andon.trials.Load.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R16: the disk of the database fills up under load and is freed later. No instance ends, nothing
 * acknowledged is lost, and all is well within 10 s. In a variant the write-ahead log has a disk of
 * its own, which fills up: PostgreSQL ends then. It needs root, to mount a small disk.
 */
@Experiment
class R16DiskFullIT {
  private static final Duration RECOVERED = Duration.ofSeconds(10);

  @TempDir static Path temp;

  @Test
  void the_disk_is_full(Verdict verdict) throws Exception {
    onSmallDisk(
        disk -> {
          var database = DebianPostgres.start(disk.resolve("postgres"), "max_wal_size = 64MB");
          fill(database, disk, () -> {}, verdict);
        });
  }

  @Test
  void the_disk_of_the_write_ahead_log_is_full(Verdict verdict) throws Exception {
    onSmallDisk(
        disk -> {
          var database = DebianPostgres.start(temp.resolve("postgres"), "max_wal_size = 64MB");
          database.moveLog(disk.resolve("wal"));
          fill(database, disk, database::fillLog, verdict);
        });
  }

  private interface OnDisk {
    void run(Path disk) throws Exception;
  }

  private static void onSmallDisk(OnDisk experiment) throws Exception {
    var disk = Files.createDirectories(temp.resolve("disk"));
    // PostgreSQL, which does not run as root, has to get there.
    temp.toFile().setExecutable(true, false);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", disk.toString()) == 0,
        "cannot mount a small disk; that needs root");
    try {
      experiment.run(disk);
    } finally {
      run("umount", disk.toString());
    }
  }

  private static void fill(DebianPostgres database, Path disk, Deed more, Verdict verdict)
      throws Exception {
    try (var rig = Rig.on(temp, database, 1);
        var load = Load.begin(rig, Plan.of(20, 0.3))) {
      Thread.sleep(Length.of(3));
      var ballast = disk.resolve("ballast");
      fillUp(ballast);
      more.happen();
      Thread.sleep(Length.of(12));
      Files.delete(ballast);
      if (!database.isRunning()) {
        verdict.note("PostgreSQL had ended", "started again");
        database.start();
      }
      var freed = System.nanoTime();
      load.awaitCalm(RECOVERED.multipliedBy(2));
      var journal = load.end();

      R04DatabaseOutageIT.judge(journal, verdict);
      verdict.atMost(
          "well again after", Duration.ofNanos(journal.wellSince(freed) - freed), RECOVERED);
      verdict.none(
          "instances that ended",
          rig.instances().stream().filter(it -> !it.process().isAlive()).toList());
      Invariants.check(rig, journal, verdict);
    }
  }

  private static void fillUp(Path ballast) {
    var zeros = new byte[1 << 20];
    try (var out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(zeros);
      }
    } catch (IOException full) {
      // As intended.
    }
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor();
  }
}
