package care.andon.directory;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import care.andon.kernel.PersonId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The week's duties of all posts, each in the order in which its people are asked: leads last, for
 * they are the next step of escalation, otherwise by name.
 */
final class DutyRoster {
  private final Map<Post, List<Listed>> duties;

  DutyRoster(List<Listed> duties) {
    this.duties =
        duties.stream()
            .collect(
                groupingBy(
                    listed -> listed.duty.post(),
                    collectingAndThen(toList(), DutyRoster::inCallingOrder)));
  }

  /**
   * A duty with what is known of the person who has it.
   *
   * @param lead whether they lead the team the duty is for
   */
  record Listed(Duty duty, Person person, boolean lead) {
    private OnCall at(ZonedDateTime clock) {
      return new OnCall(
          person,
          lead,
          duty.hours().until(clock.toLocalDateTime()).map(end -> end.atZone(clock.getZone())));
    }
  }

  /** Who is on call for the post, everybody once; {@code clock} is the facility's. */
  List<OnCall> onCall(Post post, ZonedDateTime clock) {
    var found = new LinkedHashMap<PersonId, OnCall>();
    for (var listed : duties.getOrDefault(post, List.of())) {
      if (listed.duty.hours().cover(clock.toLocalDateTime())) {
        found.putIfAbsent(listed.person.id(), listed.at(clock));
      }
    }
    return List.copyOf(found.values());
  }

  private static List<Listed> inCallingOrder(List<Listed> duties) {
    return duties.stream()
        .sorted(
            Comparator.comparing(Listed::lead)
                .thenComparing(listed -> listed.person.name())
                .thenComparing(listed -> listed.person.id().value())
                .thenComparing(listed -> listed.duty.hours().from()))
        .toList();
  }
}
