package care.andon.kernel;

/** A role of the caller, as the token names it. It limits what the caller may do. */
public enum Role {
  CAREGIVER,
  ADMINISTRATOR,
  MANAGER,
  AUDITOR,
  INTEGRATION,
  CONFIGURER,
  PRIVACY_OFFICER
}
