package care.andon.sla;

import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.Version;
import care.andon.versioned.Versions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Everything published up to a revision. Immutable; the books of its revisions are made when first
 * asked for.
 */
final class PublishedPolicies {
  private final long revision;
  private final Versions<SlaPolicy> policies;
  private final Versions<WorkCalendar> calendars;
  private final Map<Long, PolicyBook> books = new ConcurrentHashMap<>();

  PublishedPolicies(long revision, Versions<SlaPolicy> policies, Versions<WorkCalendar> calendars) {
    this.revision = revision;
    this.policies = policies;
    this.calendars = calendars;
  }

  long revision() {
    return revision;
  }

  Versions<SlaPolicy> policies() {
    return policies;
  }

  Versions<WorkCalendar> calendars() {
    return calendars;
  }

  PolicyBook current() {
    return book(revision);
  }

  /** What was in force at a revision that is not after this one's. */
  PolicyBook book(long at) {
    return books.computeIfAbsent(at, this::makeBook);
  }

  private PolicyBook makeBook(long at) {
    return new PolicyBook(
        at,
        policies.inForceAt(at).map(Version::content).toList(),
        calendars.inForceAt(at).collect(Collectors.toUnmodifiableMap(Version::code, Version::ref)));
  }
}
