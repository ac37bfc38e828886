package care.andon.sla;

import java.util.List;

/** Who asks calendars besides policies; a calendar that is asked is not retired. */
public interface CalendarUses {
  /** Codes of the routing rules in force that ask the calendar; read while nobody publishes. */
  List<String> rulesThatAsk(String calendar);
}
