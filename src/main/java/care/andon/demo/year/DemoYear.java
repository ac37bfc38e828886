package care.andon.demo.year;

import care.andon.demo.year.LifeCopies.Copy;
import care.andon.demo.year.LifePlayer.Planned;
import care.andon.demo.year.LifeWriter.Ward;
import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Unit;
import care.andon.directory.oncall.Person;
import care.andon.platform.sql.SqlQuery;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** Gives the demo hospital a year of history when dev mode starts on an empty database. */
@ApplicationScoped
@IfBuildProfile("dev")
class DemoYear {
  /** After everything that the use cases need has started. */
  private static final int LAST = 10_000;

  /** A copy of a year takes seconds, but machines differ. */
  private static final int PATIENCE = 300;

  private static final ZoneId HOSPITAL = ZoneId.of("America/Chicago");
  private static final long SEED = 4711;
  private static final double REQUESTS_PER_HOUR = 0.085;
  private static final Map<String, Double> BUSY_UNITS =
      Map.of("Emergency department", 2.0, "Intensive care", 1.5, "Operating rooms", 1.4);

  /**
   * Nothing that is copied is to be told to people, so the planner need not read it for that: it
   * has seen this transaction and all before.
   */
  private static final String UNTOLD =
      """
      update outlet
      set seen = format('%1$s:%1$s:', pg_current_xact_id()::text::bigint + 1)::pg_snapshot
      where name = 'people'
      """;

  /**
   * Does what autovacuum would do within minutes, for the plans of the use cases that are played
   * next and of the first look. A small sample is enough for that, and takes half of the time. The
   * figures of a day find its events by the index. Both may wait for autovacuum, as long as it
   * takes.
   */
  private static final String ANALYZE =
      """
      set local lock_timeout = 0;
      set local statement_timeout = 0;
      set local default_statistics_target = 30;
      analyze;
      select brin_summarize_new_values('request_event_by_recording')
      """;

  private final LifePlayer player;
  private final Directory directory;
  private final Scheduler scheduler;
  private final InstantSource time;
  private final ObjectMapper json;
  private final DataSource database;

  DemoYear(
      LifePlayer player,
      Directory directory,
      Scheduler scheduler,
      InstantSource time,
      ObjectMapper json,
      DataSource database) {
    this.player = player;
    this.directory = directory;
    this.scheduler = scheduler;
    this.time = time;
    this.json = json;
    this.database = database;
  }

  void fill(@Observes @Priority(LAST) StartupEvent event) {
    if (!isEmpty()) {
      return;
    }
    Log.info(
        "Filling the demo hospital with a year of history, once. If you stop this, delete .andon/");
    // The heartbeat would record at the present time what fell due in the past.
    scheduler.pause();
    try {
      directory.refresh();
      fill();
    } finally {
      scheduler.resume();
    }
  }

  private boolean isEmpty() {
    return new SqlQuery()
        .add("select 1 from support_request limit 1")
        .rows(database, row -> row.getInt(1))
        .isEmpty();
  }

  private void fill() {
    var now = time.instant();
    var monday =
        LocalDate.ofInstant(now, HOSPITAL).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    var week = week(json, directory.snapshot());
    var played = PlayedWeek.ofResource();
    var plan = YearPlan.of(week, played.lives(), monday, now);
    var copies = plan.copied().stream().map(YearPlan.Copied::copy).toList();
    var playing =
        QuarkusTransaction.requiringNew()
            .timeout(PATIENCE)
            .call(() -> copyAndPlay(played, copies, plan.unfinished(), now));
    QuarkusTransaction.requiringNew().timeout(PATIENCE).run(() -> execute(ANALYZE));
    var present = playing.join().size();
    Log.infof("The demo hospital has a year of history: %d requests", copies.size() + present);
  }

  /**
   * Copies what has ended, and meanwhile plays what has not. Returns what is being played: it may
   * go on after the copy.
   */
  private CompletableFuture<Map<Planned, UUID>> copyAndPlay(
      PlayedWeek played, List<Copy> copies, List<Planned> unfinished, Instant now) {
    execute(UNTOLD);
    var copying = new LifeCopies(database);
    var keys = copying.keys(copies.size());
    var playing =
        CompletableFuture.supplyAsync(
            () -> player.play(unfinished, now), Thread::startVirtualThread);
    try {
      copying.make(played, copies, keys);
    } catch (SQLException failed) {
      throw new IllegalStateException("The year could not be copied", failed);
    }
    return playing;
  }

  private void execute(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException("The year could not be completed", failed);
    }
  }

  /** The lives of a week in the demo hospital; the same in every database. */
  static List<Life> week(ObjectMapper json, DirectorySnapshot snapshot) {
    var wards =
        snapshot.units().stream()
            .filter(unit -> isOfDemo(unit.id().value()))
            .sorted(Comparator.comparing(Unit::code))
            .map(unit -> ward(snapshot, unit))
            .toList();
    return new LifeWriter(YearTexts.read(json), SEED).week(wards);
  }

  /** The ids of the demo are made of names. */
  private static boolean isOfDemo(UUID id) {
    return id.version() == 3;
  }

  private static Ward ward(DirectorySnapshot snapshot, Unit unit) {
    return new Ward(
        unit.code(),
        snapshot.facility(unit.facility()).orElseThrow().timeZone(),
        snapshot.people().stream()
            .filter(person -> unit.id().equals(person.unit()) && isOfDemo(person.id().value()))
            .filter(person -> !person.title().startsWith("Nurse manager"))
            .map(Person::username)
            .sorted()
            .toList(),
        REQUESTS_PER_HOUR * BUSY_UNITS.getOrDefault(unit.name(), 1.0));
  }
}
