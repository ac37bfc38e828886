package care.andon.views;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A list in a view: which requests, in which order, how many of them.
 *
 * @param conditions over the columns of {@code support_request}, all of which hold
 * @param values what they bind, in order
 * @param order ends in {@code id}
 * @param most how many rows it has; one more says that there are more
 */
record ListPart(String name, List<String> conditions, List<Object> values, String order, int most) {
  /** What the department still owes; as literals, so that the planner sees the partial indexes. */
  static final String OPEN = "status in ('open', 'acknowledged', 'waiting_for_caregiver')";

  /** What is happening to care, most pressing first. */
  static final String IMPACT =
      "array_position(array['patient_waiting', 'this_shift', 'slows_care', 'improvement'], impact)";

  /**
   * Worst first: within an impact first what was missed, longest ago, then what falls due next.
   * What is due comes from the promises, so no row moves by time alone.
   */
  static final String WORST_FIRST = IMPACT + ", due_order, id";

  /**
   * Of a unit. Not by the index over all that the unit ever asked, which grows with the years: what
   * is open, or has changed in a day, is looked through instead.
   */
  static final String OF_UNIT = "unit_id is not distinct from ?";

  ListPart {
    conditions = List.copyOf(conditions);
    values = List.copyOf(values);
  }

  static ListPart of(String name, String order, int most) {
    return new ListPart(name, List.of(), List.of(), order, most);
  }

  /** The same, narrowed. */
  ListPart where(String condition, Object... bound) {
    return where(condition, List.of(bound));
  }

  ListPart where(String condition, List<Object> bound) {
    var conditions = new ArrayList<>(this.conditions);
    conditions.add(condition);
    var values = new ArrayList<>(this.values);
    values.addAll(bound);
    return new ListPart(name, conditions, values, order, most);
  }

  /** Answered at this instant or later; what was answered has changed since. */
  ListPart answeredSince(Instant since) {
    return where(
        "status in ('resolved', 'confirmed', 'unconfirmed', 'declined')"
            + " and updated_at >= ? and "
            + ListQuery.ANSWERED_AT
            + " >= ?",
        since,
        since);
  }
}
