package care.andon.routing;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * All versions of all rules, in memory. A rule that another replica publishes is seen after {@code
 * andon.policies.refresh} at the latest, or at once after {@link #refresh}. Until then requests are
 * routed by the earlier rules.
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

  /** Reads everything that was published before the call. Does nothing if nothing is new. */
  synchronized void refresh() {
    if (repository.revision() != published.revision()) {
      published = repository.read(published);
    }
  }

  /** Without rules the service does not start. */
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
      LOG.warn(
          "Reading the routing rules failed; requests are routed by the rules in memory",
          unreadable);
    }
  }
}
