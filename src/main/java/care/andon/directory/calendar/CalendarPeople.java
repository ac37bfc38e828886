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
import care.andon.directory.calendar.CalendarShifts.EventShift;
import care.andon.directory.oncall.Person;
import care.andon.directory.roster.RosterPlace;
import care.andon.kernel.PersonId;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the person whose shift an event is: by X-ANDON-PERSON, otherwise the first person who is
 * invited and takes part, otherwise ORGANIZER, otherwise SUMMARY. A person who declined or
 * delegated is never on call. Groups, rooms and resources are not people.
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
  void requirePresent(EventShift shift) {
    var person = shift.shift().person();
    if (directory.isGone(person)) {
      throw unknown(named(shift.event()));
    }
    if (place.team() != null && !directory.isMember(person, place.team().id())) {
      throw new EventError(named(shift.event()), "not_in_team", "Name a member of the team");
    }
  }

  /** The property that names the person. */
  private static ICalProperty named(CalendarEvent event) {
    var person = event.raw("X-ANDON-PERSON");
    if (person.isPresent()) {
      return person.get();
    }
    var taking = people(event).filter(it -> !isAbsent(it)).findFirst();
    if (taking.isPresent()) {
      return taking.get();
    }
    var absent = absent(event).findFirst();
    if (absent.isPresent()) {
      throw declined(absent.get());
    }
    return Stream.of(event.event().getOrganizer(), event.event().getSummary())
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(
            () -> event.error("unknown_person", "Name the person in X-ANDON-PERSON or ATTENDEE"));
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
    var addresses =
        switch (property) {
          case Attendee it -> Stream.of(it.getUri(), it.getEmail());
          case Organizer it -> Stream.of(it.getUri(), it.getEmail());
          case Summary it -> Stream.of(it.getValue());
          case RawProperty it -> Stream.of(VObjectPropertyValues.unescape(it.getValue()));
          default -> throw new IllegalArgumentException(property.toString());
        };
    return addresses
        .filter(Objects::nonNull)
        .flatMap(it -> find(it.strip().replaceFirst("(?i)^(mailto|urn:uuid):", "")).stream())
        .findFirst();
  }

  /** By id, username, or the local part of an address. */
  private Optional<Person> find(String address) {
    return directory
        .personByIdOrUsername(address)
        .or(() -> directory.personByIdOrUsername(address.replaceFirst("@.*", "")));
  }
}
