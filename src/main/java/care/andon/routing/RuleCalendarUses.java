package care.andon.routing;

import care.andon.sla.CalendarUses;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Calendars that rules in force ask. */
@ApplicationScoped
class RuleCalendarUses implements CalendarUses {
  private final RulesRepository repository;
  private final StoredRules stored;

  RuleCalendarUses(RulesRepository repository, StoredRules stored) {
    this.repository = repository;
    this.stored = stored;
  }

  @Override
  public List<String> rulesThatAsk(String calendar) {
    // Not from memory: another replica may have published one a moment ago.
    return repository.read(stored.published()).inForce().stream()
        .filter(rule -> rule.content().asks(calendar))
        .map(rule -> rule.code())
        .sorted()
        .toList();
  }
}
