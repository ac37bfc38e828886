package care.andon.request.http;

import care.andon.directory.Named;
import care.andon.directory.PersonName;
import care.andon.request.assignment.HandoverReport;
import care.andon.request.assignment.ReachablePeople;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The result of a handover as a caller sees it. */
@Schema(name = "HandoverReport")
record HandoverView(
    UUID id,
    Instant at,
    @Schema(description = "The requests that were handed over, oldest first")
        List<HandedOn> handedOver,
    @Schema(description = "The requests that stay yours, with the reason") List<Kept> kept) {

  private static final String UNATTENDED =
      "Unattended: Omar Ortiz handed it over to Grace Kim (Grace Kim is off shift and nobody of"
          + " Supply chain is on call)";

  static HandoverView of(HandoverReport report) {
    return new HandoverView(
        report.id(),
        report.at(),
        report.handedOver().stream().map(HandedOn::of).toList(),
        report.kept().stream().map(Kept::of).toList());
  }

  @Schema(name = "HandedOverRequest")
  record HandedOn(
      UUID id,
      @Schema(examples = "SR-20418") String reference,
      @Nullable Named team,
      @Schema(description = "The assignee now") PersonName to,
      @Schema(
              description = "Present if the assignee is not on call: the request is unattended",
              examples = UNATTENDED)
          @Nullable String warning) {

    private static HandedOn of(HandoverReport.HandedOn it) {
      return new HandedOn(it.id(), it.reference(), it.team(), it.to(), it.warning());
    }
  }

  @Schema(name = "KeptRequest")
  record Kept(
      UUID id,
      @Schema(examples = "SR-20418") String reference,
      @Schema(description = "Code of the problem that prevented it", examples = "nobody-reachable")
          String code,
      @Schema(description = "The teams and tiers with a person on call now")
          List<ReachablePeople.CouldTake> couldTake,
      @Schema(
              description = "Present if you are not on call either: the request is unattended",
              examples = UNATTENDED)
          @Nullable String warning) {

    private static Kept of(HandoverReport.Kept it) {
      return new Kept(it.id(), it.reference(), it.code(), it.couldTake(), it.warning());
    }
  }
}
