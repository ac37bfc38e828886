package care.andon.telling.tap;

import care.andon.kernel.PersonId;
import care.andon.platform.sql.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the tokens of links in pages: 128 random bits, of which only a hash is stored. */
@ApplicationScoped
public class TapTokens {
  private static final int BYTES = 16;
  private static final int MOST = 20;
  private static final Duration LASTS = Duration.ofHours(24);
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String INSERT =
      """
      insert into tap (hash, number, person_id, request_id, escalation, until)
      values (?, ?, ?, ?, ?, ?)
      """;

  private final String page;

  TapTokens(
      @ConfigProperty(name = "andon.http.public-address", defaultValue = "/") String address) {
    this.page = (address.endsWith("/") ? address : address + "/") + "t#";
  }

  /** An escalation that a link is to be for. */
  public record Tappable(UUID request, int escalation) {}

  /**
   * Makes a link with which the person can take the first twenty of these escalations.
   *
   * @param batch gets the rows to insert
   */
  public String link(PersonId person, List<Tappable> escalations, Instant now, SqlBatch batch) {
    var random = new byte[BYTES];
    RANDOM.nextBytes(random);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    var hash = hash(token);
    var number = 0;
    for (var it : escalations.subList(0, Math.min(MOST, escalations.size()))) {
      batch.add(
          INSERT, hash, ++number, person.value(), it.request(), it.escalation(), now.plus(LASTS));
    }
    return page + token;
  }

  /** The stored form of a token. */
  static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
