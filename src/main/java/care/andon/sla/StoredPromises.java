package care.andon.sla;

import care.andon.platform.sql.DatabaseAway;
import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.RevisionCounter;
import care.andon.versioned.VersionRef;
import care.andon.versioned.Versions;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.PersistenceException;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * All versions of all policies and calendars, in memory. A version that another replica publishes
 * is seen after {@code andon.policies.refresh} at the latest, or at once after {@link #refresh}.
 * Until then requests pin the earlier revision.
 */
@ApplicationScoped
class StoredPromises implements Promises {
  private static final Logger LOG = Logger.getLogger(StoredPromises.class);
  private static final PublishedPolicies NOTHING =
      new PublishedPolicies(0, new Versions<>(List.of()), new Versions<>(List.of()));

  private final RevisionCounter revisions;
  private final PolicyVersionRepository policies;
  private final CalendarVersionRepository calendars;
  private volatile PublishedPolicies published = NOTHING;

  StoredPromises(
      RevisionCounter revisions,
      PolicyVersionRepository policies,
      CalendarVersionRepository calendars) {
    this.revisions = revisions;
    this.policies = policies;
    this.calendars = calendars;
  }

  /** Everything in memory, as one value, for several answers that have to fit together. */
  PublishedPolicies published() {
    return published;
  }

  @Override
  public PolicyBook current() {
    return published.current();
  }

  @Override
  public PolicyBook book(long revision) {
    if (revision > published.revision()) {
      // Another replica has read a later revision.
      refresh();
    }
    var known = published;
    if (revision < FIRST_REVISION || revision > known.revision()) {
      throw new IllegalStateException("There has been no revision " + revision);
    }
    return known.book(revision);
  }

  @Override
  public WorkCalendar calendar(VersionRef ref) {
    if (published.calendars().version(ref).isEmpty()) {
      refresh();
    }
    return published.calendars().content(ref);
  }

  /** Everything that is published now, from the database. What is in memory is not read again. */
  PublishedPolicies read() {
    var known = published;
    // The revision first: versions published in the meantime are newer and not in force at it.
    var revision = revisions.present();
    return new PublishedPolicies(
        revision,
        policies.read(known.policies(), known.revision()),
        calendars.read(known.calendars(), known.revision()));
  }

  /** Reads everything that was published before the call. Does nothing if nothing is new. */
  synchronized void refresh() {
    if (revisions.present() != published.revision()) {
      published = read();
    }
  }

  /** Without policies the service does not start. */
  void start(@Observes StartupEvent event) {
    refresh();
  }

  @Scheduled(
      every = "${andon.policies.refresh}",
      delayed = "${andon.policies.refresh}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = DatabaseAway.class)
  void refreshInTheBackground() {
    try {
      refresh();
    } catch (IllegalStateException | PersistenceException unreadable) {
      LOG.warn(
          "Reading the policies failed; requests are judged by the policies in memory", unreadable);
    }
  }
}
