package care.andon.directory.coverage;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.WorkingContacts;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.kernel.PersonId;
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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Lists the people on the coming rosters whom no message can reach. */
@Path(ApiPaths.BASE + "/on-call/unreachable")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rosters")
class UnreachableResource {
  private static final Duration AHEAD = Duration.ofDays(14);

  private final Directory directory;
  private final WorkingContacts contacts;
  private final InstantSource time;

  UnreachableResource(Directory directory, WorkingContacts contacts, InstantSource time) {
    this.directory = directory;
    this.contacts = contacts;
    this.time = time;
  }

  /** A person on a roster without a working contact. */
  @Schema(
      name = "UnreachablePerson",
      description = "A person on the coming rosters whom no message can reach.")
  record UnreachableView(
      UUID id,
      @Schema(examples = "Omar Ortiz") String name,
      @Schema(examples = "Supply coordinator") String title,
      @Schema(description = "When the next duty begins. Absent if the person is on call now")
          @Nullable Instant dutyFrom) {}

  @GET
  @Operation(
      summary = "List who is on call soon and cannot be reached",
      description =
          "The people who are on call now or within 14 days and have no working contact: none is"
              + " verified, or every one refuses messages. If an escalation calls them, the next"
              + " tier is called at once. Empty if no channel is configured, because then no person"
              + " is told anything.")
  @APIResponse(responseCode = "200", description = "Those on call now first, then by their duty")
  public RestResponse<Page<UnreachableView>> listUnreachable(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor, @Context UriInfo uri) {
    return new InMemoryPage<>(unreachable(), UnreachableResource::position)
        .paged(Function.identity(), limit, cursor, uri);
  }

  private List<UnreachableView> unreachable() {
    var reachable = contacts.people();
    if (reachable.isEmpty()) {
      return List.of();
    }
    var snapshot = directory.snapshot();
    var now = time.instant();
    var onCall = onCall(snapshot, now);
    return snapshot.people().stream()
        .filter(person -> !reachable.get().contains(person.id()) && !snapshot.isGone(person.id()))
        .flatMap(person -> view(person, onCall, snapshot, now))
        .sorted(Comparator.comparing(UnreachableResource::position))
        .toList();
  }

  private static Stream<UnreachableView> view(
      Person person, Set<PersonId> onCall, DirectorySnapshot snapshot, Instant now) {
    if (onCall.contains(person.id())) {
      return Stream.of(view(person, null));
    }
    return snapshot
        .nextDuty(person.id(), now)
        .filter(start -> start.isBefore(now.plus(AHEAD)))
        .map(start -> view(person, start))
        .stream();
  }

  private static UnreachableView view(Person person, @Nullable Instant from) {
    return new UnreachableView(person.id().value(), person.name(), person.title(), from);
  }

  private static String position(UnreachableView view) {
    var from = view.dutyFrom();
    return (from == null ? "" : from.toString()) + " " + view.name() + " " + view.id();
  }

  private static Set<PersonId> onCall(DirectorySnapshot snapshot, Instant now) {
    var teams = snapshot.teams().stream().map(team -> (Post) new Post.OfTeam(team.id()));
    var tiers =
        snapshot.facilities().stream()
            .flatMap(
                facility ->
                    IntStream.rangeClosed(2, 4)
                        .mapToObj(tier -> new Post.OfFacility(facility.id(), tier)));
    return Stream.concat(teams, tiers)
        .flatMap(post -> snapshot.onCall(post, now).stream())
        .map(it -> it.person().id())
        .collect(Collectors.toSet());
  }
}
