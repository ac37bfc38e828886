package care.andon.sla.match.engine;

/** The dimensions that a policy can name. */
public enum PolicyDimension {
  IMPACT,
  CATEGORY,
  FACILITY,
  UNIT,
  TEAM
}
