package care.andon.directory.imports;

import care.andon.directory.DirectoryContents;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Facility;
import care.andon.directory.Membership;
import care.andon.directory.RosterContents;
import care.andon.directory.Team;
import care.andon.directory.imports.planning.DirectoryItem;
import care.andon.directory.imports.planning.RosterTimes;
import care.andon.directory.imports.reading.ItemKind;
import care.andon.directory.oncall.Duty;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.directory.oncall.StandIn;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Id;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a directory snapshot of import items, so that rosters can be asked before they are stored.
 * Contains no units and no owners, and only the shifts between now and {@code ahead}.
 */
record PreviewSnapshot(Instant now, Duration ahead, List<StandIn> standIns) {

  /** The snapshot of these items. */
  DirectorySnapshot of(Function<ItemKind, List<DirectoryItem>> items) {
    return new DirectorySnapshot(
        new DirectoryContents(
            0,
            items.apply(ItemKind.FACILITIES).stream().map(PreviewSnapshot::facility).toList(),
            List.of(),
            items.apply(ItemKind.TEAMS).stream().map(PreviewSnapshot::team).toList(),
            items.apply(ItemKind.PEOPLE).stream().map(PreviewSnapshot::person).toList(),
            items.apply(ItemKind.MEMBERSHIPS).stream()
                .filter(item -> !item.gone())
                .map(PreviewSnapshot::membership)
                .toList(),
            items.apply(ItemKind.DUTIES).stream().map(PreviewSnapshot::duty).toList(),
            List.of(),
            gone(items)),
        new RosterContents(
            0,
            items.apply(ItemKind.SHIFTS).stream()
                .filter(isSoon())
                .map(PreviewSnapshot::shift)
                .toList(),
            standIns));
  }

  /** Compares texts: there are 100,000 shifts and more. */
  private Predicate<DirectoryItem> isSoon() {
    var day = Duration.ofDays(1);
    var from = text(now.minus(day));
    var to = text(now.plus(ahead).plus(day));
    var starts = ItemKind.SHIFTS.index("starts");
    var ends = ItemKind.SHIFTS.index("ends");
    return shift ->
        shift.textAt(ends).compareTo(from) > 0 && shift.textAt(starts).compareTo(to) < 0;
  }

  private static String text(Instant instant) {
    return instant.toString().substring(0, 19).replace('T', ' ');
  }

  private static Set<Id> gone(Function<ItemKind, List<DirectoryItem>> items) {
    var gone = new HashSet<Id>();
    items.apply(ItemKind.FACILITIES).stream()
        .filter(DirectoryItem::gone)
        .forEach(it -> gone.add(new FacilityId(it.id())));
    items.apply(ItemKind.TEAMS).stream()
        .filter(DirectoryItem::gone)
        .forEach(it -> gone.add(new TeamId(it.id())));
    items.apply(ItemKind.PEOPLE).stream()
        .filter(DirectoryItem::gone)
        .forEach(it -> gone.add(new PersonId(it.id())));
    return gone;
  }

  private static Facility facility(DirectoryItem item) {
    return new Facility(
        new FacilityId(item.id()),
        item.code(),
        item.text("name"),
        ZoneId.of(item.text("timeZone")));
  }

  private static Team team(DirectoryItem item) {
    return new Team(
        new TeamId(item.id()),
        new FacilityId(item.uuid("facility")),
        item.code(),
        item.text("name"));
  }

  private static Person person(DirectoryItem item) {
    return new Person(
        new PersonId(item.id()), item.code(), item.text("name"), item.text("title"), null);
  }

  private static Membership membership(DirectoryItem item) {
    return new Membership(
        new TeamId(item.uuid("team")), new PersonId(item.uuid("person")), item.isTrue("lead"));
  }

  private static Post post(DirectoryItem item) {
    return item.get("team") == null
        ? new Post.OfFacility(
            new FacilityId(item.uuid("facility")), Integer.parseInt(item.text("tier")))
        : new Post.OfTeam(new TeamId(item.uuid("team")));
  }

  private static Duty duty(DirectoryItem item) {
    return new Duty(post(item), new PersonId(item.uuid("person")), RosterTimes.weekly(item));
  }

  private static Duty shift(DirectoryItem item) {
    return new Duty(post(item), new PersonId(item.uuid("person")), RosterTimes.dated(item));
  }
}
