package care.andon.kernel;

/** What a caller may do at all; comes with the token. */
public enum Role {
  CAREGIVER,
  ADMINISTRATOR,
  MANAGER,
  AUDITOR,
  INTEGRATION,
  CONFIGURER
}
