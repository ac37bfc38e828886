package care.andon.feed;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of the feed, as readers get it. */
@Schema(name = "FeedEventPage")
record EventPage(
    List<FeedEvent> items,
    @Schema(description = "Send it as `after` to read on. It is always there") String cursor,
    @Schema(
            description =
                "Whether there was nothing more to read. If false, read on at once, also after an"
                    + " empty page")
        boolean upToDate,
    Instant asOf,
    @Schema(
            description =
                "When the oldest event was recorded that a transaction in progress holds back."
                    + " Absent if there is none")
        @Nullable Instant withheldSince) {
  EventPage {
    items = List.copyOf(items);
  }
}
