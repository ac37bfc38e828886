package care.andon.platform.idempotency;

import care.andon.platform.idempotency.IdempotencyKeys.Attempt;
import care.andon.platform.keys.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * What is stored of an attempt: tags of the caller's username and of the digest. Both tags depend
 * on the idempotency key, too. So the rows of one caller have nothing in common, and the row of an
 * anonymous request does not lead to the named requests of the same person.
 */
@ApplicationScoped
class AttemptTags {
  private static final String CALLER = "idempotency-caller";
  private static final String DIGEST = "idempotency-digest";

  private final Tags tags;

  AttemptTags(Tags tags) {
    this.tags = tags;
  }

  /**
   * The columns of a stored key.
   *
   * @param tagKey id of the service's key that made both tags
   */
  @SuppressWarnings("ArrayRecordComponent") // written to the database, never compared
  record Stored(String caller, int tagKey, byte[] digest) {}

  /** Returns the tags to be stored, by the present primary key. */
  Stored of(String caller, String key, byte[] digest) {
    return stored(tags.primary(), caller, key, digest);
  }

  /** Returns the callers' tags under which earlier primary keys would have stored the attempt. */
  List<String> otherCallers(Attempt attempt) {
    return tags.keys().stream()
        .filter(id -> id != tags.primary())
        .map(id -> caller(id, attempt.caller(), attempt.key().value()))
        .toList();
  }

  /** Returns the callers' tags under which the attempt may be stored. */
  List<String> callers(Attempt attempt) {
    return tags.keys().stream()
        .map(id -> caller(id, attempt.caller(), attempt.key().value()))
        .toList();
  }

  /** Tells whether a stored tag is that of this digest. */
  boolean isOf(Attempt attempt, byte[] digest, int tagKey, byte[] stored) {
    return Arrays.equals(stored, digest(tagKey, attempt.key().value(), digest));
  }

  private Stored stored(int id, String caller, String key, byte[] digest) {
    return new Stored(caller(id, caller, key), id, digest(id, key, digest));
  }

  private String caller(int id, String caller, String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(tags.tag(id, CALLER, key, caller));
  }

  private byte[] digest(int id, String key, byte[] digest) {
    return tags.tag(id, DIGEST, key, HexFormat.of().formatHex(digest));
  }
}
