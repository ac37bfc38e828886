package care.andon.directory;

import care.andon.platform.Problem;
import care.andon.platform.ProblemType;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list that is sorted by a unique name.
 *
 * @param next absolute address of the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Listing<T>(
    List<T> items,
    @Schema(description = "Absolute address of the next page; absent on the last.")
        @Nullable String next) {
  private static final int MOST = 200;

  /**
   * The part of {@code all} the caller asked for.
   *
   * @param all sorted by {@code name}
   * @param otherwise how many when the caller does not say
   */
  static <S, T> Listing<T> of(
      List<S> all,
      Function<S, String> name,
      Function<S, T> view,
      Paging paging,
      int otherwise,
      UriInfo uri) {
    var after = paging.after(uri.getPath());
    var size = paging.size(otherwise);
    var page =
        all.stream()
            .filter(item -> name.apply(item).compareTo(after) > 0)
            .limit(size + 1L)
            .toList();
    var more = page.size() > size;
    var shown = more ? page.subList(0, size) : page;
    return new Listing<>(
        shown.stream().map(view).toList(),
        more ? paging.next(uri, name.apply(shown.getLast())) : null);
  }

  /** What the caller asked for, as it stood in the address. */
  record Paging(@Nullable String limit, @Nullable String cursor) {

    int size(int otherwise) {
      if (limit == null) {
        return otherwise;
      }
      if (!limit.matches("0{0,9}[1-9][0-9]{0,17}")) {
        throw Problem.parameter("limit", "out-of-range", "Send a whole number from 1 to 200.");
      }
      return (int) Math.min(MOST, Long.parseLong(limit));
    }

    String after(String path) {
      if (cursor == null) {
        return "";
      }
      var text = decoded(cursor);
      if (!text.startsWith(path + "\n")) {
        throw invalidCursor();
      }
      return text.substring(path.length() + 1);
    }

    String next(UriInfo uri, String last) {
      var position = (uri.getPath() + "\n" + last).getBytes(StandardCharsets.UTF_8);
      return uri.getRequestUriBuilder()
          .replaceQueryParam(
              "cursor", Base64.getUrlEncoder().withoutPadding().encodeToString(position))
          .build()
          .toString();
    }

    private static String decoded(String cursor) {
      try {
        return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException tampered) {
        throw invalidCursor();
      }
    }

    private static Problem invalidCursor() {
      return Problem.of(ProblemType.INVALID_CURSOR, ProblemType.INVALID_CURSOR.advice());
    }
  }
}
