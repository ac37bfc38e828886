package care.andon.directory.coverage;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Facility;
import care.andon.directory.Named;
import care.andon.directory.oncall.CoverageGap;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Post;
import care.andon.directory.roster.RosterPlace;
import care.andon.directory.roster.RosterView;
import care.andon.directory.roster.RosterWindow;
import care.andon.platform.problem.Problem;
import care.andon.platform.text.Instants;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.Cursor;
import care.andon.platform.web.Page;
import care.andon.platform.web.PageLimit;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Lists the coming gaps in the rosters. */
@Path(ApiPaths.BASE + "/on-call/gaps")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rosters")
class GapsResource {
  private final Directory directory;
  private final InstantSource time;

  GapsResource(Directory directory, InstantSource time) {
    this.directory = directory;
    this.time = time;
  }

  /** A gap: nobody is on call for a team or a tier. */
  @Schema(
      name = "OnCallGap",
      description = "A time at which nobody is on call for a team or a tier.")
  record GapView(
      Named facility,
      @Schema(description = "Absent for a tier") @Nullable Named team,
      @Schema(description = "Tier of escalation, 2 to 4; absent for a team") @Nullable Integer tier,
      Instant from,
      @Schema(description = "When a person is on call again, or the end of the period asked about")
          Instant to,
      @Schema(
              description = "The start by the facility's clock, with its offset",
              examples = "2026-03-08T01:30:00-06:00",
              format = "date-time")
          String localFrom,
      @Schema(
              description = "The end by the facility's clock, with its offset",
              examples = "2026-03-08T07:00:00-05:00",
              format = "date-time")
          String localTo) {}

  @GET
  @Operation(
      summary = "List the gaps in the rosters",
      description =
          "Times at which nobody is on call for a team or a tier, earliest first, as instants"
              + " and by the facility's clock. The period is at most 92 days. Follow `next` for the"
              + " next page.")
  @APIResponse(responseCode = "200", description = "Earliest first")
  public RestResponse<Page<GapView>> listGaps(
      @BeanParam RosterWindow window,
      @RestQuery @Nullable String facility,
      @RestQuery @Nullable String team,
      @Parameter(
              description = "A tier, 2 to 4",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "2", maximum = "4"),
              example = "2")
          @RestQuery
          @Nullable String tier,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    var snapshot = directory.snapshot();
    var when = window.at(time.instant());
    var filters = String.join("|", "gaps", when.toString(), text(facility), text(team), text(tier));
    var after = Cursor.read(filters, cursor);
    var most = PageLimit.parse(limit).value();
    var rest =
        places(snapshot, facility, team, tier)
            .flatMap(place -> gaps(snapshot, place, when))
            .sorted(Comparator.comparing(Found::position))
            .filter(found -> after == null || found.position().compareTo(after) > 0)
            .limit(most + 1L)
            .toList();
    var items = rest.stream().limit(most).map(Found::view).toList();
    if (rest.size() <= most) {
      return Page.last(items).toResponse();
    }
    var next =
        uri.getRequestUriBuilder()
            .replaceQueryParam("from", Instants.text(when.from()))
            .replaceQueryParam("to", Instants.text(when.to()))
            .replaceQueryParam("cursor", Cursor.write(filters, rest.get(most - 1).position()));
    return Page.followedBy(items, next).toResponse();
  }

  private static String text(@Nullable String filter) {
    return filter == null ? "" : filter;
  }

  private record Found(RosterPlace place, CoverageGap gap) {
    /** Sort key: by time. No two gaps of one roster begin at the same instant. */
    String position() {
      return "%020d %s".formatted(gap.from().getEpochSecond(), place.post()) + gap.from().getNano();
    }

    GapView view() {
      var shown = RosterView.GapView.of(gap);
      return new GapView(
          Named.of(place.facility()),
          place.team() == null ? null : Named.of(place.team()),
          place.tier(),
          shown.from(),
          shown.to(),
          shown.localFrom(),
          shown.localTo());
    }
  }

  private static Stream<Found> gaps(
      DirectorySnapshot snapshot, RosterPlace place, Interval window) {
    return snapshot.gaps(place.post(), window.from(), window.to()).stream()
        .map(gap -> new Found(place, gap));
  }

  private static Stream<RosterPlace> places(
      DirectorySnapshot snapshot,
      @Nullable String facility,
      @Nullable String team,
      @Nullable String tier) {
    var only = facility == null ? null : facility(snapshot, facility);
    var teams =
        team == null
            ? snapshot.teams().stream().map(it -> place(snapshot, new Post.OfTeam(it.id())))
            : Stream.of(team(snapshot, team));
    var levels = tier == null ? IntStream.rangeClosed(2, 4) : IntStream.of(tier(tier));
    var tiers = levels.boxed().flatMap(level -> tiers(snapshot, level));
    // With a team or a tier as filter, only that kind of roster is listed.
    return Stream.concat(
            tier == null || team != null ? teams : Stream.of(),
            team == null || tier != null ? tiers : Stream.of())
        .filter(place -> only == null || place.facility().equals(only));
  }

  private static RosterPlace place(DirectorySnapshot snapshot, Post post) {
    return RosterPlace.of(snapshot, post);
  }

  private static Stream<RosterPlace> tiers(DirectorySnapshot snapshot, int level) {
    return snapshot.facilities().stream()
        .map(it -> place(snapshot, new Post.OfFacility(it.id(), level)));
  }

  private static Facility facility(DirectorySnapshot snapshot, String text) {
    return snapshot
        .facility(text)
        .filter(facility -> !snapshot.isGone(facility.id()))
        .orElseThrow(
            () ->
                Problem.parameter(
                    "facility", "unknown_facility", "Send the id or code of a facility"));
  }

  private static RosterPlace team(DirectorySnapshot snapshot, String text) {
    return snapshot
        .team(text)
        .filter(team -> !snapshot.isGone(team.id()))
        .map(team -> RosterPlace.of(snapshot, new Post.OfTeam(team.id())))
        .orElseThrow(
            () -> Problem.parameter("team", "unknown_team", "Send the id or code of a team"));
  }

  private static int tier(String text) {
    if (!text.matches("[2-4]")) {
      throw Problem.parameter("tier", "not_valid", "Send 2, 3 or 4");
    }
    return Integer.parseInt(text);
  }
}
