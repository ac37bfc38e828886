package care.andon.platform.web;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditional requests (RFC 9110, section 13) with strong entity tags. */
@Singleton
public class ConditionalRequests {
  private static final int TAG_BYTES = 16;
  private static final String WEAK = "W/";

  private final ObjectMapper json;

  ConditionalRequests(ObjectMapper json) {
    this.json = json;
  }

  /** The tag of a document that counts its changes. */
  public static String tag(int version) {
    return "\"" + version + "\"";
  }

  /**
   * The tag of a document that does not count them.
   *
   * @param content whatever is kept of it, as text
   */
  public static String tag(String content) {
    return "\"" + digest(content.getBytes(StandardCharsets.UTF_8)) + "\"";
  }

  /**
   * Answers with the body and a tag of its bytes, or with 304 when the caller has it already. A
   * page with more behind it also says so in a {@code Link} header.
   */
  public Response answer(Object body, @Nullable String ifNoneMatch) {
    var bytes = write(body);
    return answer(body, bytes, "\"" + digest(bytes) + "\"", ifNoneMatch);
  }

  /**
   * The same for a page whose {@code next} is written otherwise each time, and leads to the same:
   * the tag is a weak one, of the items and whether there are more.
   */
  public Response answerAlike(Page<?> page, @Nullable String ifNoneMatch) {
    return answerAlike(page, List.of(page.items(), page.next() == null), ifNoneMatch);
  }

  /**
   * The same for any body: the tag is a weak one, of what has to be the same for the caller to have
   * no need of another body.
   */
  public Response answerAlike(Object body, Object same, @Nullable String ifNoneMatch) {
    return answer(body, write(body), WEAK + "\"" + digest(write(same)) + "\"", ifNoneMatch);
  }

  private static Response answer(
      Object body, byte[] bytes, String tag, @Nullable String ifNoneMatch) {
    if (matches(ifNoneMatch, tag)) {
      return Response.notModified().header(HttpHeaders.ETAG, tag).build();
    }
    var response =
        Response.ok(bytes, MediaType.APPLICATION_JSON_TYPE).header(HttpHeaders.ETAG, tag);
    if (body instanceof Page<?> page) {
      response.header(HttpHeaders.LINK, page.link());
    }
    return response.build();
  }

  /** Answers with the body under the given tag, or with 304 when the caller has it already. */
  public static Response answer(Object body, String tag, @Nullable String ifNoneMatch) {
    return matches(ifNoneMatch, tag)
        ? Response.notModified().header(HttpHeaders.ETAG, tag).build()
        : Response.ok(body).header(HttpHeaders.ETAG, tag).build();
  }

  /**
   * Whether a list of tags, or {@code *}, names the given one; the weak comparison, as
   * If-None-Match wants it.
   */
  static boolean matches(@Nullable String tags, String tag) {
    return tags != null
        && Arrays.stream(tags.split(",", -1))
            .map(String::strip)
            .anyMatch(given -> given.equals("*") || opaque(given).equals(opaque(tag)));
  }

  private static String opaque(String tag) {
    return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
  }

  /** The caller's If-Match; without one it is refused, for no document is replaced blindly. */
  public static String requireGiven(@Nullable String ifMatch) {
    if (ifMatch == null) {
      throw Problem.of(
          ProblemType.PRECONDITION_REQUIRED, ProblemType.PRECONDITION_REQUIRED.advice());
    }
    return ifMatch;
  }

  /**
   * Refuses when the caller's If-Match names another version than the present one.
   *
   * @param ifMatch the header; null asks for nothing
   */
  public static void requireMatch(@Nullable String ifMatch, String tag) {
    if (ifMatch != null
        && Arrays.stream(ifMatch.split(",", -1))
            .map(String::strip)
            .noneMatch(given -> given.equals("*") || given.equals(tag))) {
      throw Problem.of(ProblemType.STALE, ProblemType.STALE.advice());
    }
  }

  private byte[] write(Object body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
