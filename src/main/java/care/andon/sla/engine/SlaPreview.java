package care.andon.sla.engine;

import java.util.List;

/** Evaluates a whole case at once. */
public final class SlaPreview {
  private SlaPreview() {}

  /** The state of the promise at the {@code asOf} of the case. */
  public static SlaAccount evaluate(SlaCase story) {
    var clock = started(story);
    for (var act : story.events()) {
      if (!act.at().isAfter(story.asOf())) {
        clock = act.on(clock).clock();
      }
    }
    clock = clock.advance(story.asOf()).clock();
    return new SlaAccount(
        clock.elapsedAt(story.asOf()),
        clock.grossAt(story.asOf()),
        clock.state(),
        clock.breachedAt(),
        clock.verdict(),
        clock.dueAt().orElse(null),
        story.steps() == null ? null : clock.firedSteps());
  }

  private static SlaClock started(SlaCase story) {
    var steps =
        story.steps() == null ? List.<Integer>of() : story.steps().stream().sorted().toList();
    return SlaClock.start(
        story.calendar(), story.target(), story.pauseLimit(), steps, story.start());
  }
}
