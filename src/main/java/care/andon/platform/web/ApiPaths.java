package care.andon.platform.web;

/** The base path of the API. */
public final class ApiPaths {
  public static final String BASE = "/api/v1";

  private ApiPaths() {}
}
