package care.andon.request;

import care.andon.directory.Named;
import care.andon.directory.PersonName;
import care.andon.request.assignment.ReachablePeople;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of everything somebody held, as it was then. */
@Schema(name = "HandoverReport")
public record HandoverView(
    UUID id,
    Instant at,
    @Schema(description = "The requests that were handed over, oldest first")
        List<HandedOn> handedOver,
    @Schema(description = "The requests that stay yours, with the reason") List<Kept> kept) {

  @Schema(name = "HandedOverRequest")
  record HandedOn(
      UUID id,
      @Schema(examples = "SR-20418") String reference,
      @Nullable Named team,
      @Schema(description = "The assignee now") PersonName to) {}

  @Schema(name = "KeptRequest")
  record Kept(
      UUID id,
      @Schema(examples = "SR-20418") String reference,
      @Schema(description = "Code of the problem that prevented it", examples = "nobody-reachable")
          String code,
      @Schema(description = "The teams and tiers with a person on call now")
          List<ReachablePeople.CouldTake> couldTake) {}
}
