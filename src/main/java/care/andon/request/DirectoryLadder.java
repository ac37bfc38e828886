package care.andon.request;

import care.andon.directory.Directory;
import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Escalated;
import care.andon.history.RequestEvent.Warned;
import care.andon.kernel.ClockKind;
import care.andon.kernel.PersonId;
import care.andon.sla.StepAction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The tiers of a facility as its directory and rosters have them at an instant. */
@ApplicationScoped
class DirectoryLadder implements Ladder {
  private static final int TOP = 4;

  private final Directory directory;

  DirectoryLadder(Directory directory) {
    this.directory = directory;
  }

  @Override
  public Stream<RequestEvent> climb(
      SupportRequest request,
      StepAction action,
      ClockKind kind,
      int cycle,
      int percent,
      Instant at) {
    return switch (action) {
      case StepAction.Warn warn -> Stream.of(new Warned(kind, cycle, percent));
      case StepAction.ClimbOneTier climb ->
          Stream.of(reach(request, Math.min(TOP, request.escalatedTier() + 1), at))
              .map(rung -> escalated(rung, kind, cycle, percent));
      case StepAction.GoToTiers(List<Integer> tiers) ->
          tiers.stream()
              .map(tier -> reach(request, tier, at))
              .distinct()
              .map(rung -> escalated(rung, kind, cycle, percent));
    };
  }

  /**
   * An empty tier is skipped upward; nobody at all is recorded as the top tier, reaching nobody.
   */
  private Rung reach(SupportRequest request, int tier, Instant at) {
    return directory
        .firstReachable(request.facility(), tier, request.team(), at)
        .map(reached -> new Rung(reached.tier(), reached.people()))
        .orElseGet(() -> new Rung(TOP, List.of()));
  }

  private record Rung(int tier, List<PersonId> people) {}

  private static RequestEvent escalated(Rung rung, ClockKind kind, int cycle, int percent) {
    return new Escalated(kind, cycle, percent, rung.tier(), rung.people());
  }
}
