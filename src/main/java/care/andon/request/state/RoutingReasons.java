package care.andon.request.state;

import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Routed;
import care.andon.kernel.WireNames;
import care.andon.routing.engine.BackupTeam;
import care.andon.routing.engine.RoutingDecision;
import care.andon.routing.engine.RoutingTrace;

/** What routing decides, as it is kept in the history. */
public final class RoutingReasons {
  private RoutingReasons() {}

  public static Routed of(RoutingDecision decision) {
    return new Routed(
        decision.team(),
        decision.person(),
        decision.alsoTell(),
        decision.unrouted(),
        decision.because(),
        of(decision.trace()));
  }

  public static RequestEvent.Reasons of(RoutingTrace trail) {
    var rule = trail.rule();
    return new RequestEvent.Reasons(
        rule == null ? null : rule.code(),
        rule == null ? null : rule.version(),
        trail.matched().stream().map(WireNames::of).toList(),
        trail.outranked(),
        trail.stops().stream().map(RoutingReasons::of).toList());
  }

  private static RequestEvent.Stop of(RoutingTrace.Stop stop) {
    return new RequestEvent.Stop(
        stop.team(),
        stop.post() == null ? null : tier(stop.post()),
        stop.people().stream()
            .map(
                it ->
                    new RequestEvent.Considered(
                        it.person(), WireNames.of(it.verdict()), it.open() < 0 ? null : it.open()))
            .toList());
  }

  private static int tier(BackupTeam.Facility post) {
    return switch (post) {
      case HOUSE_SUPERVISOR -> 2;
      case ADMINISTRATOR_ON_CALL -> 3;
      case EXECUTIVE -> 4;
    };
  }
}
