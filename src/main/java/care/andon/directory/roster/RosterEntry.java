package care.andon.directory.roster;

import care.andon.directory.oncall.Post;
import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row that belongs to the roster of a team or of an escalation tier, and is about one person. */
@MappedSuperclass
public abstract class RosterEntry {
  @Id private UUID id;
  private UUID facilityId;
  private @Nullable UUID teamId;
  private @Nullable Integer tier;
  private UUID personId;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  RosterEntry() {}

  @SuppressWarnings("NullAway.Init") // the roster follows with putOn
  RosterEntry(UUID id, PersonId person) {
    this.id = id;
    this.personId = person.value();
  }

  /** Puts a new entry on a roster, before it is stored. */
  void putOn(RosterPlace place) {
    facilityId = place.facility().id().value();
    teamId = place.team() == null ? null : place.team().id().value();
    tier = place.tier();
  }

  /** The team or the tier whose roster it is on. */
  Post post() {
    return post(facilityId, teamId, tier);
  }

  static Post post(UUID facility, @Nullable UUID team, @Nullable Integer tier) {
    return team == null
        ? new Post.OfFacility(new FacilityId(facility), Objects.requireNonNull(tier))
        : new Post.OfTeam(new TeamId(team));
  }

  public UUID id() {
    return id;
  }

  public PersonId person() {
    return new PersonId(personId);
  }

  void person(PersonId person) {
    personId = person.value();
  }
}
