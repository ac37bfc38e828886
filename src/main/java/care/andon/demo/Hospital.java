package care.andon.demo;

import care.andon.kernel.Category;
import care.andon.kernel.Role;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The demo hospital as described in {@code demo/hospital.json}. References are codes and usernames.
 */
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
   * @param team the team of the person
   * @param lead whether the person leads it
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
   * A weekly duty.
   *
   * @param team null if there is a {@code tier}
   * @param tier null if there is a {@code team}
   */
  record Duty(
      @Nullable String team,
      @Nullable Integer tier,
      String person,
      List<DayOfWeek> days,
      LocalTime from,
      LocalTime to) {}

  /**
   * The owner of a category.
   *
   * @param backups tiers to try in this order if nobody of the team is on call
   * @param alsoTell a tier that is told of every request
   */
  record Owner(
      Category category,
      String team,
      String offHours,
      List<Integer> backups,
      @Nullable Integer alsoTell,
      boolean waitsForBusinessDay) {}
}
