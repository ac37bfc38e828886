package care.andon.platform.web;

/** Where the API lives. */
public final class ApiPaths {
  public static final String BASE = "/api/v1";

  private ApiPaths() {}
}
