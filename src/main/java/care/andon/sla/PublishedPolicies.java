package care.andon.sla;

import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.Version;
import care.andon.versioned.Versions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * All policies and calendars published up to a revision. Immutable. The book of a revision is made
 * when it is first asked for.
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

  /** The policies that were in force at this or an earlier revision. */
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
