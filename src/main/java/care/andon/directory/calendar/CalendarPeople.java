package care.andon.directory.calendar;

import biweekly.parameter.CalendarUserType;
import biweekly.parameter.ParticipationLevel;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.ICalProperty;
import biweekly.property.Organizer;
import biweekly.property.RawProperty;
import biweekly.property.Summary;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.calendar.CalendarErrors.EventError;
import care.andon.directory.oncall.Person;
import care.andon.directory.roster.RosterPlace;
import care.andon.kernel.PersonId;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the person whose shift an event is: by X-ANDON-PERSON, otherwise the first person who is
 * invited and takes part, otherwise ORGANIZER, otherwise SUMMARY. Whoever declined or delegated is
 * never on call. Groups, rooms and resources are not people.
 */
final class CalendarPeople {
  private static final Set<CalendarUserType> NOT_PEOPLE =
      Set.of(CalendarUserType.GROUP, CalendarUserType.ROOM, CalendarUserType.RESOURCE);
  private static final Set<ParticipationStatus> ABSENT =
      Set.of(ParticipationStatus.DECLINED, ParticipationStatus.DELEGATED);

  private final DirectorySnapshot directory;
  private final RosterPlace place;

  CalendarPeople(DirectorySnapshot directory, RosterPlace place) {
    this.directory = directory;
    this.place = place;
  }

  /** The person of an event; also one who has left. */
  PersonId of(CalendarEvent event) {
    var named = named(event);
    var person = find(named).orElseThrow(() -> unknown(named)).id();
    if (absent(event).flatMap(it -> find(it).stream()).anyMatch(it -> it.id().equals(person))) {
      throw declined(named);
    }
    return person;
  }

  /** Checks that the person has not left and is in the team of the roster. */
  void requirePresent(PersonId person, CalendarEvent event) {
    if (directory.isGone(person)) {
      throw unknown(named(event));
    }
    if (place.team() != null && !directory.isMember(person, place.team().id())) {
      throw new EventError(named(event), "not_in_team", "Name a member of the team");
    }
  }

  /** The property that names the person. */
  private static ICalProperty named(CalendarEvent event) {
    var invited = event.raw("X-ANDON-PERSON").<ICalProperty>map(it -> it);
    if (invited.isPresent()) {
      return invited.get();
    }
    var taking = people(event).filter(it -> !isAbsent(it)).findFirst();
    if (taking.isPresent()) {
      return taking.get();
    }
    absent(event)
        .findFirst()
        .ifPresent(
            it -> {
              throw declined(it);
            });
    return Stream.of(event.event().getOrganizer(), event.event().getSummary())
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(
            () ->
                new EventError(
                    event.line(),
                    "unknown_person",
                    "Name the person in X-ANDON-PERSON or ATTENDEE"));
  }

  private static Stream<Attendee> people(CalendarEvent event) {
    return event.event().getAttendees().stream()
        .filter(it -> !is(it.getCalendarUserType(), NOT_PEOPLE))
        .filter(it -> !ParticipationLevel.FYI.equals(it.getParticipationLevel()));
  }

  private static Stream<Attendee> absent(CalendarEvent event) {
    return people(event).filter(CalendarPeople::isAbsent);
  }

  private static boolean isAbsent(Attendee attendee) {
    return is(attendee.getParticipationStatus(), ABSENT);
  }

  private static <T> boolean is(@Nullable T value, Set<T> values) {
    return value != null && values.contains(value);
  }

  private static EventError declined(ICalProperty property) {
    return new EventError(
        property, "declined", "Name a person who has not declined, or cancel the event");
  }

  private static EventError unknown(ICalProperty property) {
    return new EventError(
        property,
        "unknown_person",
        "Name a person in the directory: by username in X-ANDON-PERSON, or as the local part of"
            + " the address in ATTENDEE");
  }

  private Optional<Person> find(ICalProperty property) {
    return addresses(property).stream().flatMap(it -> find(it.strip()).stream()).findFirst();
  }

  private static List<String> addresses(ICalProperty property) {
    return switch (property) {
      case Attendee it -> some(it.getUri(), it.getEmail());
      case Organizer it -> some(it.getUri(), it.getEmail());
      case Summary it -> some(it.getValue());
      case RawProperty it -> List.of(VObjectPropertyValues.unescape(it.getValue()));
      default -> throw new IllegalArgumentException(property.toString());
    };
  }

  private static List<String> some(@Nullable String... values) {
    return Stream.of(values).filter(Objects::nonNull).toList();
  }

  private Optional<Person> find(String address) {
    var lower = address.toLowerCase(Locale.ROOT);
    if (lower.startsWith("urn:uuid:")) {
      return directory.personByIdOrUsername(address.substring("urn:uuid:".length()));
    }
    var name = lower.startsWith("mailto:") ? address.substring("mailto:".length()) : address;
    return directory
        .personByIdOrUsername(name)
        .or(() -> directory.personByIdOrUsername(name.replaceFirst("@.*", "")));
  }
}
