package care.andon.routing;

import care.andon.sla.CalendarUses;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finds the routing rules that name a calendar. */
@ApplicationScoped
class RuleCalendarUses implements CalendarUses {
  private final RulesRepository repository;
  private final StoredRules stored;

  RuleCalendarUses(RulesRepository repository, StoredRules stored) {
    this.repository = repository;
    this.stored = stored;
  }

  @Override
  public List<String> rulesThatName(String calendar) {
    // Not from memory, because another replica may just have published a rule.
    return repository.read(stored.published()).inForce().stream()
        .filter(rule -> rule.content().names(calendar))
        .map(rule -> rule.code())
        .sorted()
        .toList();
  }
}
