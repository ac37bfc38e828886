package care.andon.platform;

/** Where the API lives. */
public final class Api {
  public static final String BASE = "/api/v1";

  private Api() {}
}
