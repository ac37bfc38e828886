package care.andon.metrics;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.platform.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Computes how long requests were unrouted. Every answer is as of the instant at which the question
 * arrived.
 */
@ApplicationScoped
class UnroutedMinutes {
  private final UnroutedRepository repository;
  private final Directory directory;
  private final InstantSource time;

  UnroutedMinutes(UnroutedRepository repository, Directory directory, InstantSource time) {
    this.repository = repository;
    this.directory = directory;
    this.time = time;
  }

  UnroutedFigures in(@Nullable String facility, @Nullable String from, @Nullable String to) {
    var asOf = time.instant();
    var period = Period.of(from, to, asOf);
    return UnroutedFigures.of(
        asOf, period, repository.minutes(period, facility == null ? null : named(facility), asOf));
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
