package care.andon.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The other campuses of the demo hospital, as described in {@code demo/campuses.json}. Places are
 * listed there. Teams and owners are copied from the first hospital. People get invented names, the
 * same in every database.
 *
 * @param aroundTheClock codes of the teams that work in shifts; the others keep office hours
 */
record Campuses(
    String note,
    List<String> aroundTheClock,
    List<Site> campuses,
    List<String> firstNames,
    List<String> lastNames) {

  record Site(Hospital.Facility facility, List<Hospital.Place> units) {
    /** The prefix of the team codes of the site. */
    String prefix() {
      return facility.code().toLowerCase(Locale.ROOT) + "-";
    }
  }

  /** All campuses with their people, with the same teams as {@code like}. */
  List<Campus> staffedLike(Hospital like) {
    var names = new InventedNames(firstNames, lastNames, like.people());
    var built = new ArrayList<Campus>();
    for (var site : campuses) {
      built.add(new CampusStaffing(site, like, aroundTheClock, names).campus());
    }
    return List.copyOf(built);
  }
}
