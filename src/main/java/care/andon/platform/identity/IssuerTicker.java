package care.andon.platform.identity;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Checks the identity provider every few seconds. */
@ApplicationScoped
class IssuerTicker {
  private final Issuer issuer;

  IssuerTicker(Issuer issuer) {
    this.issuer = issuer;
  }

  @Scheduled(
      identity = "issuer",
      every = "{andon.issuer.every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void check() {
    issuer.check();
  }
}
