package care.andon.request.assignment;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Named;
import care.andon.directory.PersonName;
import care.andon.directory.Team;
import care.andon.directory.oncall.OnCallPerson;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.request.escalation.EscalationTiers;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The people on call at one instant, by one state of the directory. */
public record ReachablePeople(DirectorySnapshot directory, Instant at) {
  private static final int LOWEST_TIER = 2;

  /**
   * A team or a tier that could take a request now, with its people on call.
   *
   * @param tier 2 house supervisor, 3 administrator on call, 4 executive; null for a team
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ReachableGroup")
  public record CouldTake(@Nullable Named team, @Nullable Integer tier, List<PersonName> people) {}

  /** Returns the people on call for the team in calling order. Leads come last. */
  public List<Person> onCall(TeamId team) {
    return onCall(new Post.OfTeam(team)).toList();
  }

  /** Returns the people on call for the team without one person. */
  public List<Person> others(TeamId team, @Nullable PersonId butNot) {
    return onCall(new Post.OfTeam(team)).filter(person -> !person.id().equals(butNot)).toList();
  }

  /** Whether the person is on call, for a team of theirs or a tier of any facility. */
  public boolean isOnCall(PersonId person) {
    return Stream.concat(
            directory.teamsOf(person).stream().map(Post.OfTeam::new),
            directory.facilities().stream().flatMap(facility -> tiers(facility.id())))
        .flatMap(this::onCall)
        .anyMatch(there -> there.id().equals(person));
  }

  /**
   * Returns the teams of the facility and the tiers above it that have a person on call, without
   * one person.
   */
  public List<CouldTake> couldTake(FacilityId facility, @Nullable PersonId butNot) {
    var could = new ArrayList<CouldTake>();
    for (var team : directory.teams()) {
      if (team.facility().equals(facility)) {
        add(could, place(team), null, new Post.OfTeam(team.id()), butNot);
      }
    }
    tiers(facility).forEach(post -> add(could, null, post.tier(), post, butNot));
    return List.copyOf(could);
  }

  private void add(
      List<CouldTake> could,
      @Nullable Named team,
      @Nullable Integer tier,
      Post post,
      @Nullable PersonId butNot) {
    var people =
        onCall(post)
            .filter(person -> !person.id().equals(butNot))
            .map(person -> new PersonName(person.id().value(), person.name()))
            .toList();
    if (!people.isEmpty()) {
      could.add(new CouldTake(team, tier, people));
    }
  }

  private Stream<Person> onCall(Post post) {
    return directory.onCall(post, at).stream().map(OnCallPerson::person);
  }

  private static Stream<Post.OfFacility> tiers(FacilityId facility) {
    return IntStream.rangeClosed(LOWEST_TIER, EscalationTiers.TOP)
        .mapToObj(tier -> new Post.OfFacility(facility, tier));
  }

  private static Named place(Team team) {
    return new Named(team.id().value(), team.code(), team.name());
  }
}
