package care.andon.sla.match.engine;

/** What a policy can be about. */
public enum PolicyDimension {
  IMPACT,
  CATEGORY,
  FACILITY,
  UNIT,
  TEAM
}
