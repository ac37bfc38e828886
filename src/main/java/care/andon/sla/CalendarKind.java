package care.andon.sla;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.BodyReader;
import care.andon.versioned.PublishedKind;
import care.andon.versioned.ValidDraft;
import care.andon.versioned.Version;
import care.andon.versioned.VersionStore;
import care.andon.versioned.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Calendars, as they are published. A calendar in use cannot be retired. */
@ApplicationScoped
class CalendarKind implements PublishedKind<WorkCalendar, CalendarDraft, PublishedPolicies> {
  private final CalendarVersionRepository repository;
  private final StoredPromises promises;
  private final CalendarUses uses;

  CalendarKind(CalendarVersionRepository repository, StoredPromises promises, CalendarUses uses) {
    this.repository = repository;
    this.promises = promises;
    this.uses = uses;
  }

  @Override
  public String noun() {
    return "calendar";
  }

  @Override
  public String storedAs() {
    return "calendar";
  }

  @Override
  public VersionStore<?, WorkCalendar, ?> store() {
    return repository;
  }

  @Override
  public PublishedPolicies read() {
    return promises.read();
  }

  @Override
  public void refresh() {
    promises.refresh();
  }

  @Override
  public Versions<WorkCalendar> versions(PublishedPolicies published) {
    return published.calendars();
  }

  @Override
  public ValidDraft<WorkCalendar> read(
      CalendarDraft draft,
      @Nullable Version<WorkCalendar> replaced,
      PublishedPolicies published,
      Instant now) {
    var reader = new BodyReader();
    var calendar = draft.read(reader, now);
    return ValidDraft.read(
        reader,
        "",
        draft.code(),
        draft.name(),
        replaced == null ? null : replaced.code(),
        calendar);
  }

  @Override
  public void requireFits(ValidDraft<WorkCalendar> draft, PublishedPolicies published) {
    // A calendar does not depend on anything else that is published.
  }

  @Override
  public void requireDispensable(Version<WorkCalendar> version, PublishedPolicies published) {
    var calendar = version.code();
    var policies =
        published.current().policies().stream()
            .filter(policy -> policy.runsOn(calendar))
            .map(policy -> policy.ref().code())
            .sorted()
            .toList();
    var rules = uses.rulesThatName(calendar);
    if (!policies.isEmpty() || !rules.isEmpty()) {
      throw Problem.of(ProblemType.IN_USE, ProblemType.IN_USE.advice())
          .with("policies", policies)
          .with("routingRules", rules);
    }
  }
}
