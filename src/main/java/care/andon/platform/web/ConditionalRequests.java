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
  private final PublicAddress address;

  ConditionalRequests(ObjectMapper json, PublicAddress address) {
    this.json = json;
    this.address = address;
  }

  /** Returns the tag of a document that has a version number. */
  public static String tag(int version) {
    return "\"" + version + "\"";
  }

  /**
   * Returns the tag of a document without a version number: a digest of its content.
   *
   * @param content the content of the document as text
   */
  public static String tag(String content) {
    return "\"" + digest(content.getBytes(StandardCharsets.UTF_8)) + "\"";
  }

  /**
   * Answers with the body and a digest of it as tag, or with 304 if the caller has it already. A
   * page that is not the last also gets a {@code Link} header.
   */
  public Response answer(Object body, @Nullable String ifNoneMatch) {
    var complete = complete(body);
    var bytes = write(complete);
    return answer(complete, bytes, "\"" + digest(bytes) + "\"", ifNoneMatch);
  }

  /**
   * Answers with a page whose {@code next} differs each time although it leads to the same page. So
   * the tag is weak: a digest of the items and of whether there are more.
   */
  public Response answerAlike(Page<?> page, @Nullable String ifNoneMatch) {
    return answerAlike(page, List.of(page.items(), page.next() == null), ifNoneMatch);
  }

  /**
   * Answers with a body under a weak tag: a digest of {@code same}.
   *
   * @param same the part of the body that must be unchanged for a 304
   */
  public Response answerAlike(Object body, Object same, @Nullable String ifNoneMatch) {
    var complete = complete(body);
    return answer(complete, write(complete), weakTag(same), ifNoneMatch);
  }

  /** Returns a weak tag: a digest of {@code same}, written as JSON. */
  public String weakTag(Object same) {
    return WEAK + "\"" + digest(write(same)) + "\"";
  }

  private Object complete(Object body) {
    return body instanceof Page<?> page ? page.at(address) : body;
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

  /** Answers with the body under the given tag, or with 304 if the caller has it already. */
  public static Response answer(Object body, String tag, @Nullable String ifNoneMatch) {
    return matches(ifNoneMatch, tag)
        ? Response.notModified().header(HttpHeaders.ETAG, tag).build()
        : Response.ok(body).header(HttpHeaders.ETAG, tag).build();
  }

  /**
   * Whether a list of tags, or {@code *}, contains the given tag. Uses the weak comparison, as
   * If-None-Match requires.
   */
  public static boolean matches(@Nullable String tags, String tag) {
    return tags != null
        && Arrays.stream(tags.split(",", -1))
            .map(String::strip)
            .anyMatch(given -> given.equals("*") || opaque(given).equals(opaque(tag)));
  }

  private static String opaque(String tag) {
    return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
  }

  /**
   * Returns the If-Match header. Refuses the call if there is none, so that no document is replaced
   * unseen.
   */
  public static String requireGiven(@Nullable String ifMatch) {
    if (ifMatch == null) {
      throw Problem.of(
          ProblemType.PRECONDITION_REQUIRED, ProblemType.PRECONDITION_REQUIRED.advice());
    }
    return ifMatch;
  }

  /**
   * Refuses the call if its If-Match does not contain the current tag.
   *
   * @param ifMatch the header; null if there is none, which is accepted
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
