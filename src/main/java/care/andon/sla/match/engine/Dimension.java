package care.andon.sla.match.engine;

/** What a policy can be about. */
public enum Dimension {
  IMPACT,
  CATEGORY,
  FACILITY,
  UNIT,
  TEAM
}
