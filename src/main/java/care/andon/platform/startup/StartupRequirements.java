package care.andon.platform.startup;

import io.quarkus.runtime.configuration.ConfigUtils;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Checks the settings without which the packaged service cannot work, and those whose mistakes
 * would be noticed late. This happens before anything else starts, so that the operator sees one
 * clear line.
 */
public final class StartupRequirements {
  private static final List<Required> REQUIRED =
      List.of(
          new Required(
              "quarkus.datasource.jdbc.url",
              "set QUARKUS_DATASOURCE_JDBC_URL, such as jdbc:postgresql://db.example.org/andon"),
          new Required(
              "quarkus.oidc.auth-server-url",
              "set QUARKUS_OIDC_AUTH_SERVER_URL to the issuer of your identity provider"));

  private static final String PUBLIC_ADDRESS = "andon.http.public-address";
  private static final Pattern ADDRESS =
      Pattern.compile("/|https?://[A-Za-z0-9.\\[\\]:-]+(/[A-Za-z0-9._~/-]*)?");

  private static final Map<String, String> RETENTION =
      Map.of(
          "andon.retention.askers", "ANDON_RETENTION_ASKERS",
          "andon.retention.words", "ANDON_RETENTION_WORDS");

  /** Longer than any request can still be reopened. */
  private static final long SHORTEST_RETENTION_DAYS = 28;

  private StartupRequirements() {}

  private record Required(String property, String advice) {
    boolean isMissing(Config config) {
      return config
          .getOptionalValue(property, String.class)
          .filter(value -> !value.isBlank())
          .isEmpty();
    }
  }

  /** Returns the first problem as advice to the operator. Empty if the service can start. */
  public static Optional<String> unmet() {
    return unmet(ConfigUtils.getProfiles(), ConfigProvider.getConfig());
  }

  /** Other profiles are allowed. These two open development endpoints, so they are refused. */
  static Optional<String> unmet(List<String> profiles, Config config) {
    var development = profiles.stream().filter(List.of("dev", "test")::contains).findFirst();
    var missing = REQUIRED.stream().filter(required -> required.isMissing(config));
    return Stream.of(
            development.stream()
                .map(
                    profile ->
                        "profile '" + profile + "' is for development; unset QUARKUS_PROFILE"),
            missing.map(required -> required.property() + " is missing; " + required.advice()),
            badAddress(config).stream(),
            badPeriods(config))
        .flatMap(problems -> problems)
        .findFirst();
  }

  /** A public address with a mistake would be in every link, and would be noticed late. */
  private static Optional<String> badAddress(Config config) {
    return config
        .getOptionalValue(PUBLIC_ADDRESS, String.class)
        .filter(address -> !ADDRESS.matcher(address).matches())
        .map(
            bad ->
                PUBLIC_ADDRESS
                    + " is not an address; set ANDON_HTTP_PUBLIC_ADDRESS, such as"
                    + " https://andon.example.org");
  }

  /** A period that is too short would remove at night what people still work with. */
  private static Stream<String> badPeriods(Config config) {
    return RETENTION.entrySet().stream()
        .filter(
            setting ->
                config
                    .getOptionalValue(setting.getKey(), String.class)
                    .filter(StartupRequirements::isTooShort)
                    .isPresent())
        .map(
            setting ->
                setting.getKey()
                    + " is not a period of at least "
                    + SHORTEST_RETENTION_DAYS
                    + " days; set "
                    + setting.getValue()
                    + ", such as P12M");
  }

  private static boolean isTooShort(String text) {
    try {
      var end = LocalDate.EPOCH.plus(Period.parse(text));
      return end.isBefore(LocalDate.EPOCH.plusDays(SHORTEST_RETENTION_DAYS));
    } catch (DateTimeParseException notAPeriod) {
      return true;
    }
  }
}
