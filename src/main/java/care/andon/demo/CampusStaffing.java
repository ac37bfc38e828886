package care.andon.demo;

import care.andon.demo.Crew.Pattern;
import care.andon.kernel.Role;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates the people of a campus: two caregivers per unit, the teams, supervisors and executives.
 */
final class CampusStaffing {
  private static final List<DayOfWeek> WORKDAYS =
      List.copyOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
  private static final List<DayOfWeek> EVERY_DAY = List.of(DayOfWeek.values());

  private final Campuses.Site site;
  private final Hospital like;
  private final List<String> aroundTheClock;
  private final InventedNames names;
  private final List<Hospital.Person> people = new ArrayList<>();
  private final List<Hospital.Duty> duties = new ArrayList<>();
  private final List<Crew> crews = new ArrayList<>();

  CampusStaffing(
      Campuses.Site site, Hospital like, List<String> aroundTheClock, InventedNames names) {
    this.site = site;
    this.like = like;
    this.aroundTheClock = aroundTheClock;
    this.names = names;
  }

  Campus campus() {
    site.units().forEach(this::caregivers);
    like.teams().forEach(this::team);
    facility();
    return new Campus(
        new Hospital(
            like.note(),
            site.facility(),
            site.units(),
            like.teams().stream().map(this::here).toList(),
            people,
            duties,
            like.categories().stream().map(this::here).toList()),
        List.copyOf(crews));
  }

  private void caregivers(Hospital.Place unit) {
    hire("Registered nurse", unit.code(), null, false, Role.CAREGIVER);
    hire("Nursing assistant", unit.code(), null, false, Role.CAREGIVER);
  }

  private void team(Hospital.Place team) {
    var code = site.prefix() + team.code();
    var lead = hire(team.name() + ", lead", null, code, true, Role.ADMINISTRATOR);
    duties.add(weekly(code, null, lead, WORKDAYS, LocalTime.of(8, 0), LocalTime.of(17, 0)));
    if (aroundTheClock.contains(team.code())) {
      crews.add(
          new Crew(code, null, hire(4, team.name() + ", shifts", code), Pattern.DAYS_AND_NIGHTS));
    } else {
      var colleague = hire(team.name(), null, code, false, Role.ADMINISTRATOR);
      duties.add(weekly(code, null, colleague, WORKDAYS, LocalTime.of(7, 0), LocalTime.of(18, 0)));
    }
  }

  private void facility() {
    crews.add(new Crew(null, 2, hire(4, "House supervisor", null), Pattern.DAYS_AND_NIGHTS));
    crews.add(new Crew(null, 3, hire(2, "Administrator on call", null), Pattern.WEEKS));
    var executive = hire("Executive", null, null, false, Role.MANAGER);
    duties.add(weekly(null, 4, executive, EVERY_DAY, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));
    hire("Nurse manager", null, null, false, Role.MANAGER);
  }

  private List<String> hire(int number, String title, @Nullable String team) {
    return Stream.generate(() -> hire(title, null, team, false, Role.ADMINISTRATOR))
        .limit(number)
        .toList();
  }

  private String hire(
      String title, @Nullable String unit, @Nullable String team, boolean lead, Role role) {
    var name = names.next();
    var username = InventedNames.username(name);
    people.add(new Hospital.Person(username, name, title, List.of(role), unit, team, lead));
    return username;
  }

  private static Hospital.Duty weekly(
      @Nullable String team,
      @Nullable Integer tier,
      String person,
      List<DayOfWeek> days,
      LocalTime from,
      LocalTime to) {
    return new Hospital.Duty(team, tier, person, days, from, to);
  }

  private Hospital.Place here(Hospital.Place team) {
    return new Hospital.Place(site.prefix() + team.code(), team.name());
  }

  private Hospital.Owner here(Hospital.Owner owner) {
    return new Hospital.Owner(
        owner.category(),
        site.prefix() + owner.team(),
        owner.offHours(),
        owner.backups(),
        owner.alsoTell(),
        owner.waitsForBusinessDay());
  }
}
