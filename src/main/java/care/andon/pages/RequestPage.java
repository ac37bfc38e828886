package care.andon.pages;

import care.andon.pages.PageWords.LocalTimes;
import care.andon.request.query.RequestView;
import care.andon.telling.NoticeView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as a page: what was promised, what was said, who was told. */
public record RequestPage(
    RequestView request,
    LocalTimes times,
    List<ClockBar> clocks,
    List<Said> words,
    List<NoticeView> notices) {

  /**
   * Words that the caregiver or the department said.
   *
   * @param by null for an asker who is anonymous to the reader
   * @param what what the words did: "asked", "resolved"
   */
  public record Said(
      Instant at, @Nullable String by, boolean byCaregiver, String what, String words) {}

  public RequestPage {
    clocks = List.copyOf(clocks);
    words = List.copyOf(words);
    notices = List.copyOf(notices);
  }
}
