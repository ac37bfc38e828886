package care.andon.telling.engine;

import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.kernel.Reference;
import care.andon.kernel.WireNames;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words of messages. They say the reference, the sentence of the impact, category and unit, and
 * times. They never say the need, what people wrote, or who asked.
 */
public final class MessageText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  /** The most lines of one message. The others are counted. */
  private static final int MOST = 10;

  private MessageText() {}

  /**
   * One thing to say.
   *
   * @param standDown whether it says that the person need not act any more
   * @param category null for a confidential request
   * @param unit the name of the unit; null for a confidential request
   * @param since when it happened
   * @param answerBy by when an escalation is to be answered; null for other occasions
   * @param zone the time zone of the facility
   */
  public record Line(
      NoticeOccasion occasion,
      boolean standDown,
      Reference reference,
      Impact impact,
      @Nullable Category category,
      @Nullable String unit,
      Instant since,
      @Nullable Instant answerBy,
      ZoneId zone) {}

  /** Returns the subject of a message with these lines. */
  public static String subject(List<Line> lines) {
    var first = lines.getFirst();
    return lines.size() == 1
        ? "Andon " + first.reference() + ": " + headline(first)
        : "Andon: " + lines.size() + " messages, the first about " + first.reference();
  }

  /**
   * Returns the whole text.
   *
   * @param link where the person can take the escalations; null if there is nothing to take
   */
  public static String text(List<Line> lines, @Nullable String link) {
    var said =
        lines.stream().limit(MOST).map(MessageText::sentence).collect(Collectors.joining("\n"));
    var more = lines.size() > MOST ? "\nAnd " + (lines.size() - MOST) + " more." : "";
    return said + more + (link == null ? "" : "\n" + link);
  }

  private static String sentence(Line line) {
    return "Andon " + line.reference() + about(line) + ": " + headline(line) + when(line);
  }

  private static String about(Line line) {
    if (line.occasion().isForAskers()) {
      return "";
    }
    var place =
        line.category() == null || line.unit() == null
            ? ""
            : ", " + WireNames.of(line.category()).replace('_', ' ') + ", " + line.unit();
    return " (" + line.impact().sentence() + place + ")";
  }

  private static String headline(Line line) {
    if (line.standDown()) {
      return "you need not act any more.";
    }
    return switch (line.occasion()) {
      case ASSIGNED -> "you are responsible.";
      case ESCALATED -> "you are called.";
      case LAST_RESORT -> "an escalation ended without an answer. Please phone the department.";
      case WARNED -> "a promise falls due soon.";
      case PROMISE_MISSED -> "a promise was missed.";
      case CAREGIVER_WROTE -> "the caregiver wrote.";
      case CAREGIVER_ANSWERED -> "the caregiver answered.";
      case REOPENED -> "the caregiver reopened it.";
      case IMPACT_RAISED -> "the caregiver raised the impact.";
      case ACKNOWLEDGED -> "a person has your request.";
      case ANSWER -> "there is a message for you.";
      case QUESTION -> "there is a question for you.";
      case RESOLVED -> "your need is said to be met. Please confirm.";
      case DECLINED -> "your need was declined. The reason is in the request.";
    };
  }

  private static String when(Line line) {
    if (line.standDown()) {
      return "";
    }
    var since = " Since " + TIME.format(line.since().atZone(line.zone()));
    return line.answerBy() == null
        ? since + "."
        : since + "; answer by " + TIME.format(line.answerBy().atZone(line.zone())) + ".";
  }
}
