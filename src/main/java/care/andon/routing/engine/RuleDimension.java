package care.andon.routing.engine;

/** What a rule can be about. */
public enum RuleDimension {
  CATEGORY,
  ITEM,
  IMPACT,
  FACILITY,
  /** Whoever names a unit names its facility with it. */
  UNIT,
  TIME,
  VISIBILITY
}
