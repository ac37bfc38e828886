package care.andon.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The other campuses of the demo hospital, as they stand in {@code demo/campuses.json}: places are
 * listed, teams and owners are those of the first hospital, and the people are made of names, the
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
    /** What the codes of the site's teams begin with. */
    String prefix() {
      return facility.code().toLowerCase(Locale.ROOT) + "-";
    }
  }

  /** Every campus with its people; {@code like} is the hospital whose teams it has as well. */
  List<Campus> like(Hospital like) {
    var names = new DemoNames(firstNames, lastNames, like.people());
    var built = new ArrayList<Campus>();
    for (var site : campuses) {
      built.add(new Staffing(site, like, aroundTheClock, names).campus());
    }
    return List.copyOf(built);
  }
}
