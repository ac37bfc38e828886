package care.andon.trials;

import care.andon.support.PackagedService;
import care.andon.trials.Client.Call;
import care.andon.trials.Journal.Probe;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Caregivers who file needs at a steady rate, administrators who act on some of them, and
 * Kubernetes, which asks twice a second whether each instance is ready and alive.
 */
final class Load implements AutoCloseable {
  private static final List<String> IMPACTS =
      List.of("patient_waiting", "this_shift", "slows_care", "improvement");
  private static final List<String> PROBES = List.of("/q/health/ready", "/q/health/live");
  private static final Duration CALM = Duration.ofSeconds(3);

  private final Journal journal = new Journal();
  private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService kubernetes = Executors.newVirtualThreadPerTaskExecutor();
  private final Rig rig;
  private final Plan plan;
  private final Client client;
  private volatile boolean goesOn = true;

  /**
   * What people do.
   *
   * @param impacts the impacts of the needs, equally often
   * @param perSecond needs filed in a second; none if 0
   * @param acting the share of the needs on which an administrator acts until they are confirmed
   * @param timeout how long a client waits for an answer
   * @param patience how long a client repeats a call
   */
  record Plan(
      List<String> impacts, int perSecond, double acting, Duration timeout, Duration patience) {
    /** Kubernetes alone. */
    static final Plan PROBES_ONLY = of(0, 0);

    static Plan of(int perSecond, double acting) {
      return new Plan(IMPACTS, perSecond, acting, Duration.ofSeconds(15), Duration.ofSeconds(60));
    }

    /** The same with needs of one impact. */
    Plan with(String impact) {
      return new Plan(List.of(impact), perSecond, acting, timeout, patience);
    }
  }

  private Load(Rig rig, Plan plan) {
    this.rig = rig;
    this.plan = plan;
    this.client = new Client(journal, Client.inTurn(rig), plan.timeout(), plan.patience());
  }

  static Load begin(Rig rig, Plan plan) {
    var load = new Load(rig, plan);
    if (plan.perSecond() > 0) {
      load.people.submit(load::file);
    }
    load.kubernetes.submit(load::ask);
    return load;
  }

  /** Files at a steady rate for so long. Returns the attempts that filed a need. */
  static List<Journal.Attempt> fileSteadily(Rig rig, int perSecond, Duration length)
      throws InterruptedException {
    return fileSteadily(rig, Plan.of(perSecond, 0), length);
  }

  /** Does what the plan says for so long. Returns the attempts that filed a need. */
  static List<Journal.Attempt> fileSteadily(Rig rig, Plan plan, Duration length)
      throws InterruptedException {
    try (var load = begin(rig, plan)) {
      Thread.sleep(length);
      return load.end().attempts(Journal.Attempt::isDone);
    }
  }

  /** Waits until nothing went wrong for three seconds, but no longer than this. */
  void awaitCalm(Duration most) throws InterruptedException {
    var begin = System.nanoTime();
    while (System.nanoTime() - journal.wellSince(begin) < CALM.toNanos()
        && System.nanoTime() - begin < most.toNanos()) {
      Thread.sleep(100);
    }
  }

  /** Files no more, waits until every outcome is known, and returns what happened. */
  Journal end() throws InterruptedException {
    goesOn = false;
    people.shutdown();
    if (!people.awaitTermination(
        plan.patience().plus(plan.timeout()).toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("Clients still wait for an answer");
    }
    kubernetes.shutdownNow();
    return journal;
  }

  Journal journal() {
    return journal;
  }

  @Override
  public void close() {
    goesOn = false;
    people.shutdownNow();
    kubernetes.shutdownNow();
  }

  private void file() {
    var begin = System.nanoTime();
    for (long filed = 1; goesOn; filed++) {
      people.submit(this::need);
      var next = begin + filed * TimeUnit.SECONDS.toNanos(1) / plan.perSecond();
      sleepUntil(next);
    }
  }

  /** One need from its filing to its end. */
  private Void need() throws InterruptedException {
    var random = ThreadLocalRandom.current();
    var caregiver = rig.caregiver(random.nextInt(1_000));
    var filed =
        client.untilKnown(
            Call.create(caregiver, plan.impacts().get(random.nextInt(plan.impacts().size()))));
    if (!filed.isDone() || random.nextDouble() >= plan.acting()) {
      return null;
    }
    var id = filed.last().answer().id();
    var administrator = rig.administrator();
    for (var call :
        List.of(
            Call.act("acknowledge", id, administrator, "{\"words\": \"On it\"}"),
            Call.act("messages", id, caregiver, "{\"words\": \"Thanks\"}"),
            Call.act("resolve", id, administrator, "{\"words\": \"Done\"}"),
            Call.act("confirm", id, caregiver, "{}"))) {
      Thread.sleep(random.nextInt(200));
      if (!client.untilKnown(call).isDone()) {
        return null;
      }
    }
    return null;
  }

  private Void ask() throws InterruptedException {
    while (goesOn) {
      for (var instance : rig.instances()) {
        for (var path : PROBES) {
          kubernetes.submit(() -> journal.add(probe(instance, path)));
        }
      }
      Thread.sleep(500);
    }
    return null;
  }

  /** Asks on a connection of its own, as Kubernetes does. */
  static Probe probe(PackagedService instance, String path) {
    var sent = System.nanoTime();
    var status = 0;
    try {
      var connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + instance.port() + path).toURL().openConnection();
      connection.setRequestProperty("Connection", "close");
      connection.setConnectTimeout(5_000);
      connection.setReadTimeout(5_000);
      status = connection.getResponseCode();
      connection.disconnect();
    } catch (IOException unanswered) {
      // Status 0 says so.
    }
    return new Probe(instance, path, sent, Duration.ofNanos(System.nanoTime() - sent), status);
  }

  private static void sleepUntil(long nanoTime) {
    try {
      Thread.sleep(Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime())));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
