package care.andon.sla;

import care.andon.platform.Batch;
import care.andon.platform.Caller;
import care.andon.platform.Problem;
import care.andon.platform.ProblemType;
import care.andon.sla.PublishedRepository.Kind;
import care.andon.sla.engine.WorkCalendar;
import care.andon.sla.match.engine.Gap;
import care.andon.sla.match.engine.RuleBook;
import care.andon.sla.match.engine.Tie;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Publishes and retires policies and calendars, one at a time: whoever publishes holds the revision
 * until it is done, so everything is judged by what is there then.
 */
@ApplicationScoped
public class Publishing {
  private final PublishedRepository repository;
  private final StoredPromises promises;
  private final Places places;
  private final InstantSource time;

  Publishing(
      PublishedRepository repository, StoredPromises promises, Places places, InstantSource time) {
    this.repository = repository;
    this.promises = promises;
    this.places = places;
    this.time = time;
  }

  /**
   * What became of it.
   *
   * @param isNew whether a version was published by this call, or was there already
   * @param gaps what nothing is promised for
   */
  record Outcome<T>(Version<T> version, boolean isNew, List<Gap> gaps) {}

  /** What is published now, once more than a moment ago. */
  private record Present(Published published, Instant now, Caller caller) {
    long next() {
      return published.revision() + 1;
    }

    <T> Version<T> version(String code, int number, String name, T content) {
      return new Version<>(
          code, number, name, next(), null, now, caller.username(), null, null, content);
    }

    <T> Version<T> ended(Version<T> version) {
      return new Version<>(
          version.code(),
          version.number(),
          version.name(),
          version.since(),
          next(),
          version.publishedAt(),
          version.publishedBy(),
          now,
          caller.username(),
          version.content());
    }
  }

  private <R> R alone(Caller caller, Function<Present, R> change) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(
              () -> {
                repository.lock();
                return change.apply(
                    new Present(repository.read(promises.published()), time.instant(), caller));
              });
    } finally {
      promises.refresh();
    }
  }

  // --- Calendars ---

  /** Publishes the first version; the same document again changes nothing. */
  Outcome<WorkCalendar> createCalendar(Caller caller, CalendarDraft draft) {
    return alone(
        caller,
        present -> {
          var read = readCalendar(draft, null, present);
          var there = present.published().calendars().latest(read.code());
          if (there.isPresent()
              && there.get().number() == 1
              && there.get().isInForce()
              && there.get().name().equals(read.name())
              && there.get().content().equals(read.content())) {
            return new Outcome<>(there.get(), false, List.of());
          }
          requireUnused(Kind.CALENDAR, read.code());
          var version = present.version(read.code(), 1, read.name(), read.content());
          var batch = new Batch();
          repository.insertCalendar(batch, version);
          repository.send(batch, present.next());
          return new Outcome<>(version, true, List.of());
        });
  }

  /** Publishes the next version; the same document again changes nothing. */
  Outcome<WorkCalendar> changeCalendar(
      Caller caller, String code, CalendarDraft draft, Precondition precondition) {
    return alone(
        caller,
        present -> {
          var there = present(present.published().calendars(), code, precondition);
          var read = readCalendar(draft, code, present);
          requireInForce(there);
          if (there.name().equals(read.name()) && there.content().equals(read.content())) {
            return new Outcome<>(there, false, List.of());
          }
          var next = present.version(code, there.number() + 1, read.name(), read.content());
          var batch = new Batch();
          end(batch, Kind.CALENDAR, there, present);
          repository.insertCalendar(batch, next);
          repository.send(batch, present.next());
          return new Outcome<>(next, true, List.of());
        });
  }

  /** The calendar is no longer to be chosen; refused while a policy in force runs on it. */
  Outcome<WorkCalendar> retireCalendar(Caller caller, String code, Precondition precondition) {
    return alone(
        caller,
        present -> {
          var there = present(present.published().calendars(), code, precondition);
          if (!there.isInForce()) {
            return new Outcome<>(there, false, List.of());
          }
          var users =
              present.published().current().policies().stream()
                  .filter(policy -> policy.runsOn(code))
                  .map(policy -> policy.ref().code())
                  .sorted()
                  .toList();
          if (!users.isEmpty()) {
            throw Problem.of(ProblemType.IN_USE, ProblemType.IN_USE.advice())
                .with("policies", users);
          }
          var batch = new Batch();
          end(batch, Kind.CALENDAR, there, present);
          repository.send(batch, present.next());
          return new Outcome<>(present.ended(there), true, List.of());
        });
  }

  private record Read<T>(String code, String name, T content) {}

  private static Read<WorkCalendar> readCalendar(
      CalendarDraft draft, @Nullable String replaced, Present present) {
    var reader = new BodyReader();
    var calendar = draft.read(reader, present.now());
    return read(reader, "", draft.code(), draft.name(), replaced, calendar);
  }

  private static <T> Read<T> read(
      BodyReader reader,
      String pointer,
      @Nullable String code,
      @Nullable String name,
      @Nullable String replaced,
      @Nullable T content) {
    var readCode = reader.code(code, "/code");
    var readName = reader.name(name, "/name");
    if (readCode != null && replaced != null && !replaced.equals(readCode)) {
      reader.refuse("/code", "other_code", "A code never changes; send the one in the address");
    }
    reader.orThrow(pointer);
    if (readCode == null || readName == null || content == null) {
      throw new IllegalStateException("What cannot be read was refused");
    }
    return new Read<>(readCode, readName, content);
  }

  // --- Policies ---

  /** Publishes the first version; the same document again changes nothing. */
  Outcome<SlaPolicy> createPolicy(Caller caller, PolicyDraft draft) {
    return alone(
        caller,
        present -> {
          var read = readPolicy(draft, "", null, 1, present.published());
          var there = present.published().policies().latest(read.code());
          if (there.isPresent()
              && there.get().number() == 1
              && there.get().isInForce()
              && there.get().name().equals(read.name())
              && there.get().content().saysTheSameAs(read.content())) {
            return new Outcome<>(there.get(), false, gaps(present.published().current()));
          }
          requireUnused(Kind.POLICY, read.code());
          var book = requireNoTie(present.published().current(), read.content(), read.code());
          var version = present.version(read.code(), 1, read.name(), read.content());
          var batch = new Batch();
          repository.insertPolicy(batch, version);
          repository.send(batch, present.next());
          return new Outcome<>(version, true, gaps(book));
        });
  }

  /** Publishes the next version; the same document again changes nothing. */
  Outcome<SlaPolicy> changePolicy(
      Caller caller, String code, PolicyDraft draft, Precondition precondition) {
    return alone(
        caller,
        present -> {
          var there = present(present.published().policies(), code, precondition);
          var read = readPolicy(draft, "", code, there.number() + 1, present.published());
          requireInForce(there);
          if (there.name().equals(read.name()) && there.content().saysTheSameAs(read.content())) {
            return new Outcome<>(there, false, gaps(present.published().current()));
          }
          var book = requireNoTie(present.published().current(), read.content(), code);
          var next = present.version(code, there.number() + 1, read.name(), read.content());
          var batch = new Batch();
          end(batch, Kind.POLICY, there, present);
          repository.insertPolicy(batch, next);
          repository.send(batch, present.next());
          return new Outcome<>(next, true, gaps(book));
        });
  }

  /** New requests no longer go by the policy; refused where that leaves two others in a tie. */
  Outcome<SlaPolicy> retirePolicy(Caller caller, String code, Precondition precondition) {
    return alone(
        caller,
        present -> {
          var there = present(present.published().policies(), code, precondition);
          if (!there.isInForce()) {
            return new Outcome<>(there, false, gaps(present.published().current()));
          }
          var book = requireNoTie(present.published().current(), null, code);
          var batch = new Batch();
          end(batch, Kind.POLICY, there, present);
          repository.send(batch, present.next());
          return new Outcome<>(present.ended(there), true, gaps(book));
        });
  }

  private Read<SlaPolicy> readPolicy(
      PolicyDraft draft,
      String pointer,
      @Nullable String replaced,
      int number,
      Published published) {
    var reader = new BodyReader();
    var code = draft.code() == null ? "" : draft.code();
    var policy = draft.read(reader, new VersionRef(code, number), published, places);
    if (code.equals("preview")) {
      reader.refuse("/code", "reserved", "Choose another code; this one has a meaning already");
    }
    return read(reader, pointer, draft.code(), draft.name(), replaced, policy);
  }

  /**
   * The policies in force as they would be with a draft.
   *
   * @param replaced code of the policy it is to take the place of; null to add it
   * @throws Problem as publishing it would
   */
  public PolicyBook tryOut(PolicyDraft draft, @Nullable String replaced) {
    var published = promises.published();
    if (replaced != null
        && published.policies().latest(replaced).filter(Version::isInForce).isEmpty()) {
      throw Problem.invalid(
          "/replaces", "unknown_policy", "Send the code of a policy that is in force");
    }
    var read = readPolicy(draft, "/policy", null, 1, published);
    return requireNoTie(
        published.current(), read.content(), replaced == null ? read.code() : replaced);
  }

  /** What nothing is promised for, in words. */
  public List<Warning> warnings(PolicyBook book) {
    return warnings(gaps(book));
  }

  static List<Warning> warnings(List<Gap> gaps) {
    return gaps.stream().map(Warning::of).toList();
  }

  private List<Gap> gaps(PolicyBook book) {
    return book.rules().gaps(places.facilities());
  }

  /** The policies with this one in place of the one of that code, which may be none. */
  private PolicyBook requireNoTie(PolicyBook book, @Nullable SlaPolicy draft, String replacedCode) {
    var policies =
        Stream.concat(
                book.policies().stream()
                    .filter(policy -> !policy.ref().code().equals(replacedCode)),
                Stream.ofNullable(draft))
            .toList();
    var rules = new RuleBook(policies.stream().map(SlaPolicy::rule).toList());
    // A tie that was there before, because a unit has moved, is not this change's to mend.
    var before = book.rules().ties(places::facilityOf);
    var ties = new ArrayList<>(rules.ties(places::facilityOf));
    ties.removeIf(
        tie -> before.contains(tie) && (draft == null || !tie.isAbout(draft.ref().code())));
    if (!ties.isEmpty()) {
      throw Problem.of(ProblemType.POLICY_TIE, ProblemType.POLICY_TIE.advice())
          .with("ties", ties.stream().map(TieView::of).toList());
    }
    return new PolicyBook(book.revision(), policies, book.calendars());
  }

  /** Two policies and the clock over which they tie. */
  record TieView(List<String> policies, String clock) {
    static TieView of(Tie tie) {
      return new TieView(
          List.of(tie.one(), tie.other()), tie.clock().name().toLowerCase(Locale.ROOT));
    }
  }

  // --- Both ---

  /** Whether the caller has seen what is there; throws if not. */
  interface Precondition {
    void require(Version<?> present);
  }

  private static <T> Version<T> present(
      Versions<T> versions, String code, Precondition precondition) {
    var there = versions.latest(code).orElseThrow(Problem::notFound);
    precondition.require(there);
    return there;
  }

  private static void requireInForce(Version<?> version) {
    if (!version.isInForce()) {
      throw Problem.of(ProblemType.RETIRED, ProblemType.RETIRED.advice());
    }
  }

  private void requireUnused(Kind kind, String code) {
    if (repository.isUsed(kind, code)) {
      throw Problem.of(ProblemType.CODE_TAKEN, ProblemType.CODE_TAKEN.advice());
    }
  }

  private void end(Batch batch, Kind kind, Version<?> version, Present present) {
    repository.end(
        batch, kind, version, present.next(), present.now(), present.caller().username());
  }
}
