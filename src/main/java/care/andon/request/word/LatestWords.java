package care.andon.request.word;

import care.andon.history.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** The last words about a request in each direction. */
public record LatestWords(@Nullable Word toCaregiver, @Nullable Word fromCaregiver) {
  public static final LatestWords NONE = new LatestWords(null, null);

  private static final String SELECT =
      "(select json_build_object('event', word.type, 'at', word.at, 'actor', word.actor_id,"
          + " 'asker', word.asker, 'words', "
          + Word.WORDS
          + ", 'reason', word.payload->>'reason', 'alternative', word.payload->>'alternative')"
          + " from request_event word where word.request_id = id and "
          + Word.WORDS
          + " is not null and ";

  private static final String LATEST = " order by word.seq desc limit 1)";

  private static final String TO_CAREGIVER =
      "word.actor_id is not null and coalesce(word.payload->>'audience', 'caregiver') = 'caregiver'"
          + " and word.type in ('messaged', 'acknowledged', 'assigned', 'asked', 'assessed',"
          + " 'resolved', 'declined')";

  private static final String FROM_CAREGIVER =
      "word.asker is not null and word.type in ('messaged', 'answered', 'impact_changed',"
          + " 'confirmed', 'reopened', 'withdrawn')";

  /** The latest words as one text, for a {@code select} from {@code support_request}. */
  public static final String COLUMN =
      "concat(json_build_array("
          + (SELECT + TO_CAREGIVER + LATEST)
          + ", "
          + (SELECT + FROM_CAREGIVER + LATEST)
          + "))";

  /** The latest words after an event. */
  public LatestWords after(RecordedEvent recorded) {
    return Word.of(recorded)
        .map(
            word ->
                word.asker() == null
                    ? new LatestWords(word, fromCaregiver)
                    : new LatestWords(toCaregiver, word))
        .orElse(this);
  }
}
