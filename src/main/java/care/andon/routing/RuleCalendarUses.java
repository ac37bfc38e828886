package care.andon.routing;

import care.andon.sla.CalendarUses;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finds the routing rules that name a calendar. */
@ApplicationScoped
class RuleCalendarUses implements CalendarUses {
  private final StoredRules stored;

  RuleCalendarUses(StoredRules stored) {
    this.stored = stored;
  }

  @Override
  public List<String> rulesThatName(String calendar) {
    // Not from memory, because another replica may just have published a rule.
    return stored.read().inForce().stream()
        .filter(rule -> rule.content().names(calendar))
        .map(rule -> rule.code())
        .sorted()
        .toList();
  }
}
