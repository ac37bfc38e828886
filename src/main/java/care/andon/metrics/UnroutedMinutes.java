package care.andon.metrics;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.metrics.asof.SettledTime;
import care.andon.platform.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Computes how long requests were unrouted: as of an instant in the past, or live. */
@ApplicationScoped
class UnroutedMinutes {
  private final UnroutedRepository repository;
  private final Directory directory;
  private final SettledTime settled;

  UnroutedMinutes(UnroutedRepository repository, Directory directory, SettledTime settled) {
    this.repository = repository;
    this.directory = directory;
    this.settled = settled;
  }

  UnroutedFigures in(
      @Nullable String facility,
      @Nullable String from,
      @Nullable String to,
      @Nullable String when) {
    var asOf = settled.asOf(when);
    var period = Period.of(from, to, asOf.at());
    return UnroutedFigures.of(
        asOf,
        period,
        repository.minutes(period, facility == null ? null : named(facility), asOf.at()));
  }

  private Facility named(String facility) {
    return directory
        .facility(facility)
        .orElseThrow(
            () ->
                Problem.parameter(
                    "facility",
                    "unknown_facility",
                    "Send the id or code of a facility; see /facilities"));
  }
}
