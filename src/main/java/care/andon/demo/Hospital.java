package care.andon.demo;

import care.andon.kernel.Category;
import care.andon.kernel.Role;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The demo hospital as it stands in {@code demo/hospital.json}; codes and usernames refer. */
record Hospital(
    String note,
    Facility facility,
    List<Place> units,
    List<Place> teams,
    List<Person> people,
    List<Duty> onCall,
    List<Owner> categories) {

  record Facility(String code, String name, String timeZone) {}

  record Place(String code, String name) {}

  /**
   * An invented person.
   *
   * @param team the team they are in
   * @param lead whether they lead it
   */
  record Person(
      String username,
      String name,
      String title,
      List<Role> roles,
      @Nullable String unit,
      @Nullable String team,
      boolean lead) {}

  /**
   * A line of the roster.
   *
   * @param team or {@code tier}, never both
   */
  record Duty(
      @Nullable String team,
      @Nullable Integer tier,
      String person,
      List<DayOfWeek> days,
      LocalTime from,
      LocalTime to) {}

  /**
   * Who owns a category.
   *
   * @param backups tiers, tried in this order when nobody of the team is on call
   * @param alsoTell a tier
   */
  record Owner(
      Category category,
      String team,
      String offHours,
      List<Integer> backups,
      @Nullable Integer alsoTell,
      boolean waitsForBusinessDay) {}
}
