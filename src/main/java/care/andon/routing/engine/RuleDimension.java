package care.andon.routing.engine;

/** The dimensions that a routing rule can name. */
public enum RuleDimension {
  CATEGORY,
  ITEM,
  IMPACT,
  FACILITY,
  /** A rule that names a unit also names its facility. */
  UNIT,
  TIME,
  VISIBILITY
}
