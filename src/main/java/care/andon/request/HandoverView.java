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
    @Schema(description = "What somebody else has now, in the order in which it was filed")
        List<HandedOn> handedOver,
    @Schema(description = "What is still yours, and why") List<Kept> kept) {

  @Schema(name = "HandedOverRequest")
  record HandedOn(
      UUID id,
      @Schema(examples = "SR-20418") String reference,
      @Nullable Named team,
      @Schema(description = "Who has it now") PersonName to) {}

  @Schema(name = "KeptRequest")
  record Kept(
      UUID id,
      @Schema(examples = "SR-20418") String reference,
      @Schema(
              description = "Code of a problem: nobody can be reached there",
              examples = "nobody-reachable")
          String code,
      @Schema(description = "Who is on call now, and could take it")
          List<ReachablePeople.CouldTake> couldTake) {}
}
