package care.andon.routing;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Rules in all their versions, answered from memory. What anybody publishes, on any replica, is
 * seen after {@code andon.policies.refresh} at the latest, or at once by whoever calls {@link
 * #refresh}; until then requests are routed by the rules of before.
 */
@ApplicationScoped
class StoredRules {
  private static final Logger LOG = Logger.getLogger(StoredRules.class);

  private final RulesRepository repository;
  private volatile PublishedRules published = PublishedRules.NONE;

  StoredRules(RulesRepository repository) {
    this.repository = repository;
  }

  PublishedRules published() {
    return published;
  }

  /** Sees everything published before the call; does nothing when there is nothing new. */
  synchronized void refresh() {
    if (repository.revision() != published.revision()) {
      published = repository.read(published);
    }
  }

  /** A service that does not know who has what does not start. */
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
      LOG.warn("Rules could not be read; going on with what is in memory", unreadable);
    }
  }
}
