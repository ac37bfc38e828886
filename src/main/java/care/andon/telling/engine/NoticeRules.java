package care.andon.telling.engine;

import care.andon.kernel.PersonId;
import care.andon.telling.engine.Recipient.OfAsker;
import care.andon.telling.engine.Recipient.OfPerson;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Says who is told about an event. */
public final class NoticeRules {
  private NoticeRules() {}

  /**
   * Returns the people to be told, each once. A person is not told what they did themselves. An
   * anonymous asker is told nothing.
   */
  public static List<Recipient> recipients(Happening happening, RequestPeople people) {
    return switch (happening.occasion().audience()) {
      case NAMED_PEOPLE -> others(happening.people().stream(), happening, people);
      case ASSIGNEE -> others(Stream.ofNullable(people.assignee()), happening, people);
      case ASKERS -> askers(happening, people);
      case LAST_RESORT -> List.of(new Recipient.OfLastResort());
    };
  }

  private static List<Recipient> others(
      Stream<PersonId> candidates, Happening happening, RequestPeople people) {
    return candidates
        .distinct()
        .filter(person -> !did(person, happening, people))
        .<Recipient>map(OfPerson::new)
        .toList();
  }

  private static List<Recipient> askers(Happening happening, RequestPeople people) {
    return people.askers().entrySet().stream()
        .filter(asker -> !did(asker.getValue(), happening, people))
        .map(asker -> asker.getKey())
        .sorted()
        .<Recipient>map(OfAsker::new)
        .toList();
  }

  private static boolean did(PersonId person, Happening happening, RequestPeople people) {
    return person.equals(happening.actor())
        || (happening.asker() != null
            && Objects.equals(person, people.askers().get(happening.asker())));
  }
}
