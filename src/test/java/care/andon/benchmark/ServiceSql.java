package care.andon.benchmark;

/** The statements of the service, from its own code: what is compared must be the same. */
final class ServiceSql {
  static final String REQUEST = of("care.andon.request.RequestRepository", "INSERT_REQUEST");
  static final String CLOCKS = of("care.andon.request.RequestRepository", "INSERT_CLOCK");
  static final String ONE_CLOCK = of("care.andon.request.RequestRepository", "ONE_CLOCK");
  static final String EVENT = of("care.andon.history.History", "INSERT");
  static final String KEY = of("care.andon.platform.idempotency.IdempotencyKeys", "INSERT");
  static final String CLAIM_DUE = of("care.andon.request.RequestRepository", "CLAIM_DUE");

  private ServiceSql() {}

  private static String of(String type, String constant) {
    try {
      var field = Class.forName(type).getDeclaredField(constant);
      field.setAccessible(true);
      return (String) field.get(null);
    } catch (ReflectiveOperationException moved) {
      throw new IllegalStateException("Say here where the statement is now", moved);
    }
  }
}
