package care.andon.request.http;

import care.andon.request.HandoverReport;
import care.andon.request.assignment.NamedPerson;
import care.andon.request.assignment.NamedTeam;
import care.andon.request.assignment.ReachablePeople;
import care.andon.request.query.RequestView;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The result of a handover as a caller sees it. */
@Schema(name = "Handover")
record HandoverView(
    UUID id,
    Instant at,
    @Schema(description = "What somebody else has now, in the order in which it was filed")
        List<HandedOn> handedOver,
    @Schema(description = "What is still yours, and why") List<Kept> kept) {

  static HandoverView of(HandoverReport report) {
    return new HandoverView(
        report.id(),
        report.at(),
        report.handedOver().stream().map(HandedOn::of).toList(),
        report.kept().stream().map(Kept::of).toList());
  }

  @Schema(name = "HandedOn")
  record HandedOn(
      UUID id,
      @Schema(examples = "SR-20418") String reference,
      RequestView.@Nullable Place team,
      @Schema(description = "Who has it now") RequestView.Named to) {

    private static HandedOn of(HandoverReport.HandedOn it) {
      return new HandedOn(it.id(), it.reference(), place(it.team()), named(it.to()));
    }
  }

  @Schema(name = "KeptBack")
  record Kept(
      UUID id,
      @Schema(examples = "SR-20418") String reference,
      @Schema(
              description = "Code of a problem: nobody can be reached there",
              examples = "nobody-reachable")
          String code,
      @Schema(description = "Who is on call now, and could take it") List<CouldTake> couldTake) {

    private static Kept of(HandoverReport.Kept it) {
      return new Kept(
          it.id(), it.reference(), it.code(), it.couldTake().stream().map(CouldTake::of).toList());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "CouldTake")
  record CouldTake(
      RequestView.@Nullable Place team, @Nullable Integer tier, List<RequestView.Named> people) {

    private static CouldTake of(ReachablePeople.CouldTake it) {
      return new CouldTake(
          place(it.team()), it.tier(), it.people().stream().map(HandoverView::named).toList());
    }
  }

  private static RequestView.@Nullable Place place(@Nullable NamedTeam team) {
    return team == null ? null : new RequestView.Place(team.id(), team.code(), team.name());
  }

  private static RequestView.Named named(NamedPerson person) {
    return new RequestView.Named(person.id(), person.name());
  }
}
