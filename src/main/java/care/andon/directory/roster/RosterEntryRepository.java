package care.andon.directory.roster;

import care.andon.directory.oncall.Post;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the repositories of roster entries have in common. */
abstract class RosterEntryRepository<E extends RosterEntry>
    implements PanacheRepositoryBase<E, UUID> {

  /**
   * Entries of one roster.
   *
   * @param rest more conditions and the order, in HQL
   * @param parameters what {@code rest} names
   */
  PanacheQuery<E> of(RosterPlace place, String rest, Map<String, Object> parameters) {
    var all = new HashMap<>(parameters);
    if (place.team() == null) {
      all.put("facility", place.facility().id().value());
      all.put("tier", Objects.requireNonNull(place.tier()));
      return find("facilityId = :facility and tier = :tier " + rest, all);
    }
    all.put("team", place.team().id().value());
    return find("teamId = :team " + rest, all);
  }

  /** The post of an entry. The entry itself is loaded when its roster is locked, not before. */
  Optional<Post> postOf(UUID id) {
    return find("id", id).project(PostColumns.class).firstResultOptional().map(PostColumns::post);
  }

  /** The columns that name a post. */
  record PostColumns(UUID facilityId, @Nullable UUID teamId, @Nullable Integer tier) {
    Post post() {
      return RosterEntry.post(facilityId, teamId, tier);
    }
  }
}
