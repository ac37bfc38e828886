package care.andon.routing.engine;

/** What a rule can be about. */
public enum Dimension {
  CATEGORY,
  ITEM,
  IMPACT,
  FACILITY,
  /** Whoever names a unit names its facility with it. */
  UNIT,
  TIME,
  VISIBILITY
}
