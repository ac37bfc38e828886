package care.andon.sla;

import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.VersionRef;
import care.andon.versioned.Versions;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Policies and calendars in all their versions, answered from memory. What anybody publishes, on
 * any replica, is seen after {@code andon.policies.refresh} at the latest, or at once by whoever
 * calls {@link #refresh}; until then requests pin the revision before, which is as good.
 */
@ApplicationScoped
class StoredPromises implements Promises {
  private static final Logger LOG = Logger.getLogger(StoredPromises.class);
  private static final PublishedPolicies NOTHING =
      new PublishedPolicies(0, new Versions<>(List.of()), new Versions<>(List.of()));

  private final PolicyRepository repository;
  private volatile PublishedPolicies published = NOTHING;

  StoredPromises(PolicyRepository repository) {
    this.repository = repository;
  }

  /** Everything known here; ask it when several answers must fit together. */
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
      // Another replica has seen more.
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

  /** Sees everything published before the call; does nothing when there is nothing new. */
  synchronized void refresh() {
    if (repository.revision() != published.revision()) {
      published = repository.read(published);
    }
  }

  /** A service that does not know what it promises does not start. */
  void start(@Observes StartupEvent event) {
    refresh();
  }

  @Scheduled(
      every = "${andon.policies.refresh}",
      delayed = "${andon.policies.refresh}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void refreshInTheBackground() {
    try {
      refresh();
    } catch (IllegalStateException unreadable) {
      LOG.warn("Policies could not be read; going on with what is in memory", unreadable);
    }
  }
}
