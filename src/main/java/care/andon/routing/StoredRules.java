package care.andon.routing;

import care.andon.platform.sql.DatabaseAway;
import care.andon.versioned.RevisionCounter;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.PersistenceException;
import org.jboss.logging.Logger;

/**
 * All versions of all rules, in memory. A rule that another replica publishes is seen after {@code
 * andon.policies.refresh} at the latest, or at once after {@link #refresh}. Until then requests are
 * routed by the earlier rules.
 */
@ApplicationScoped
class StoredRules {
  private static final Logger LOG = Logger.getLogger(StoredRules.class);

  private final RevisionCounter revisions;
  private final RuleVersionRepository rules;
  private volatile PublishedRules published = PublishedRules.NONE;

  StoredRules(RevisionCounter revisions, RuleVersionRepository rules) {
    this.revisions = revisions;
    this.rules = rules;
  }

  PublishedRules published() {
    return published;
  }

  /** All rules that are published now, from the database. What is in memory is not read again. */
  PublishedRules read() {
    var known = published;
    // The revision first: rules published in the meantime are newer and not in force at it.
    var revision = revisions.present();
    return new PublishedRules(revision, rules.read(known.rules(), known.revision()));
  }

  /** Reads everything that was published before the call. Does nothing if nothing is new. */
  synchronized void refresh() {
    if (revisions.present() != published.revision()) {
      published = read();
    }
  }

  /** Without rules the service does not start. */
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
          "Reading the routing rules failed; requests are routed by the rules in memory",
          unreadable);
    }
  }
}
