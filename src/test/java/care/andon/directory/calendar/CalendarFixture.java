package care.andon.directory.calendar;

import care.andon.directory.DirectoryContents;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Facility;
import care.andon.directory.Membership;
import care.andon.directory.RosterContents;
import care.andon.directory.Team;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.directory.roster.RosterPlace;
import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads calendars into the roster of a team in Chicago, whose members are Ana and Luis. */
final class CalendarFixture {
  private final Instant now;
  private final Facility facility =
      new Facility(
          new FacilityId(new UUID(0, 1)), "LAKESIDE", "Lakeside", ZoneId.of("America/Chicago"));
  private final Team team = new Team(new TeamId(new UUID(0, 2)), facility.id(), "supply", "Supply");
  private final Person ana =
      new Person(new PersonId(new UUID(0, 3)), "ana.ortiz", "Ana Ortiz", "T", null);
  private final Person luis =
      new Person(new PersonId(new UUID(0, 4)), "luis.romero", "Luis Romero", "T", null);

  CalendarFixture(Instant now) {
    this.now = now;
  }

  /** Person, start, end and zone of each shift. */
  List<String> shifts(String file) {
    return read(file.getBytes(StandardCharsets.UTF_8)).shifts().values().stream()
        .map(
            it ->
                username(it.shift().person())
                    + " "
                    + it.shift().times().from()
                    + " "
                    + it.shift().times().to()
                    + " "
                    + it.shift().times().zone())
        .toList();
  }

  /** Person and first instant of each shift. */
  List<String> starts(byte[] file) {
    return read(file).shifts().values().stream()
        .map(it -> username(it.shift().person()) + " " + it.shift().span().orElseThrow().from())
        .toList();
  }

  private String username(PersonId person) {
    return (person.equals(ana.id()) ? ana : luis).username();
  }

  CalendarShifts.FileContents read(byte[] file) {
    var errors = new CalendarErrors();
    var place = new RosterPlace(new Post.OfTeam(team.id()), facility, team);
    var directory =
        new DirectorySnapshot(
            new DirectoryContents(
                1,
                List.of(facility, elsewhere("Europe/Berlin"), elsewhere("America/Phoenix")),
                List.of(),
                List.of(team),
                List.of(ana, luis),
                List.of(
                    new Membership(team.id(), ana.id(), false),
                    new Membership(team.id(), luis.id(), false)),
                List.of(),
                List.of(),
                Set.of()),
            RosterContents.empty());
    var said = CalendarShifts.read(file, directory, place, now, errors);
    errors.throwIfAny();
    return said;
  }

  private static Facility elsewhere(String zone) {
    return new Facility(
        new FacilityId(new UUID(9, zone.hashCode())), zone, "Elsewhere", ZoneId.of(zone));
  }

  /** A calendar of one event of Ana's. */
  static String event(String lines) {
    return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:a@example.org\n"
        + lines
        + "X-ANDON-PERSON:ana.ortiz\nEND:VEVENT\nEND:VCALENDAR\n";
  }

  /** A file of the test resources. */
  static byte[] file(String name) {
    try (var in = CalendarFixture.class.getResourceAsStream("/calendars/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("No file " + name);
      }
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
