package care.andon.request;

import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Routed;
import care.andon.routing.engine.Backup;
import care.andon.routing.engine.Decision;
import care.andon.routing.engine.Trail;

/** What routing decides, as it is kept in the history. */
final class Reasons {
  private Reasons() {}

  static Routed of(Decision decision) {
    return new Routed(
        decision.team(),
        decision.person(),
        decision.alsoTell(),
        decision.unrouted(),
        decision.because(),
        of(decision.trail()));
  }

  static RequestEvent.Reasons of(Trail trail) {
    var rule = trail.rule();
    return new RequestEvent.Reasons(
        rule == null ? null : rule.code(),
        rule == null ? null : rule.version(),
        trail.matched().stream().map(LowerCase::of).toList(),
        trail.beaten(),
        trail.stops().stream().map(Reasons::of).toList());
  }

  private static RequestEvent.Stop of(Trail.Stop stop) {
    return new RequestEvent.Stop(
        stop.team(),
        stop.post() == null ? null : tier(stop.post()),
        stop.people().stream()
            .map(
                it ->
                    new RequestEvent.Considered(
                        it.person(), LowerCase.of(it.verdict()), it.open() < 0 ? null : it.open()))
            .toList());
  }

  private static int tier(Backup.Facility post) {
    return switch (post) {
      case HOUSE_SUPERVISOR -> 2;
      case ADMINISTRATOR_ON_CALL -> 3;
      case EXECUTIVE -> 4;
    };
  }
}
