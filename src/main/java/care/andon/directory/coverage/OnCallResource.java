package care.andon.directory.coverage;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Facility;
import care.andon.directory.Named;
import care.andon.directory.OnCallView;
import care.andon.directory.Team;
import care.andon.directory.WorkingContacts;
import care.andon.directory.oncall.Post;
import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.platform.problem.Problem;
import care.andon.platform.text.Instants;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.InMemoryPage;
import care.andon.platform.web.Page;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Lists who can be reached, now or at another instant. */
@Path(ApiPaths.BASE + "/on-call")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Directory")
class OnCallResource {
  private static final Duration AS_FAR_AS_GAPS_ARE_LOOKED_AT = Duration.ofDays(14);

  private final Directory directory;
  private final WorkingContacts contacts;
  private final InstantSource time;

  OnCallResource(Directory directory, WorkingContacts contacts, InstantSource time) {
    this.directory = directory;
    this.contacts = contacts;
    this.time = time;
  }

  /** The people who can be reached at one facility. */
  @Schema(name = "OnCallNow", description = "The people on call at one facility at an instant.")
  record OnCallNowView(
      Named facility,
      @Schema(description = "The instant this is about") Instant at,
      List<OfTeam> teams,
      List<OfTier> tiers) {}

  /** The people who can be reached in a team. */
  @Schema(name = "OnCallOfTeam")
  record OfTeam(
      Named team,
      @Schema(description = "In calling order. Empty if nobody is on call") List<OnCallView> people,
      @Schema(description = "Absent while a person is on call") @Nullable GapNow gap) {}

  /** A gap that is open at the instant asked about. */
  @Schema(name = "OnCallGapNow", description = "Nobody is on call at the instant.")
  record GapNow(
      @Schema(
              description =
                  "When a person is on call again. Absent if that is more than 14 days away")
          @Nullable Instant until) {}

  /** The people who can be reached for the whole facility. */
  @Schema(name = "OnCallOfTier")
  record OfTier(
      @Schema(
              description = "Tier of escalation, 2 to 4; tier 1 is the leads of a team",
              examples = "2")
          int tier,
      @Schema(examples = "House supervisor") String words,
      List<OnCallView> people,
      @Schema(description = "Absent while a person is on call") @Nullable GapNow gap) {}

  @GET
  @Operation(
      summary = "List who is on call at an instant",
      description =
          "For every facility: the people on call for each team and for each tier of"
              + " escalation above the teams, with stand-ins and their reasons. If nobody is on"
              + " call, `gap` says until when. `noWorkingContact` marks people whom no message can"
              + " reach.")
  @APIResponse(responseCode = "200", description = "One entry per facility, sorted by its code")
  public RestResponse<Page<OnCallNowView>> listOnCall(
      @Parameter(
              description = "The instant (RFC 3339). Without it: now",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"),
              example = "2026-03-02T03:00:00Z")
          @RestQuery
          @Nullable String at,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    var snapshot = directory.snapshot();
    var asked = at == null ? time.instant() : instant(at);
    var roster = new Rosters(snapshot, asked, contacts.people().orElse(null));
    return new InMemoryPage<>(snapshot.facilities(), Facility::code)
        .whole(roster::of, limit, cursor, uri);
  }

  private static Instant instant(String text) {
    return Instants.parse(text)
        .orElseThrow(() -> Problem.parameter("at", "not_an_instant", Instants.ADVICE));
  }

  /**
   * The rosters at an instant.
   *
   * @param reachable the people whom messages reach; null if no channel is configured
   */
  private record Rosters(
      DirectorySnapshot snapshot, Instant at, @Nullable Set<PersonId> reachable) {

    OnCallNowView of(Facility facility) {
      return new OnCallNowView(
          Named.of(facility),
          at,
          snapshot.teams().stream()
              .filter(team -> team.facility().equals(facility.id()))
              .map(this::team)
              .toList(),
          IntStream.rangeClosed(2, 4).mapToObj(tier -> tier(facility.id(), tier)).toList());
    }

    private OfTeam team(Team team) {
      var post = new Post.OfTeam(team.id());
      return new OfTeam(Named.of(team), people(post), gap(post));
    }

    private OfTier tier(FacilityId facility, int tier) {
      var post = new Post.OfFacility(facility, tier);
      return new OfTier(tier, post.title(), people(post), gap(post));
    }

    private @Nullable GapNow gap(Post post) {
      if (!snapshot.onCall(post, at).isEmpty()) {
        return null;
      }
      var seen = at.plus(AS_FAR_AS_GAPS_ARE_LOOKED_AT);
      return snapshot.gaps(post, at, seen).stream()
          .findFirst()
          .map(gap -> new GapNow(gap.to().isBefore(seen) ? gap.to() : null))
          .orElse(null);
    }

    private List<OnCallView> people(Post post) {
      return snapshot.onCall(post, at).stream()
          .map(onCall -> OnCallView.of(onCall, snapshot, reachable))
          .toList();
    }
  }
}
