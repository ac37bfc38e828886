package care.andon.sla;

import java.util.List;

/** Finds users of a calendar other than policies. A calendar in use cannot be retired. */
public interface CalendarUses {
  /**
   * Codes of the routing rules in force that name the calendar. Called with the revision locked.
   */
  List<String> rulesThatName(String calendar);
}
