package care.andon.directory.imports.planning;

import static java.util.stream.Collectors.groupingBy;

import care.andon.directory.imports.reading.ImportLine;
import care.andon.directory.imports.reading.ImportSheet;
import care.andon.directory.imports.reading.ItemKind;
import care.andon.directory.imports.reading.Rejection;
import care.andon.directory.oncall.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rejects exclusive duties of one team or tier that overlap those of another person.
 *
 * <p>Compares instants, so time zones and clock changes are taken into account. Weekly duties are
 * compared week by week.
 *
 * @param now weekly duties are compared from here on
 * @param line the uploaded line of an item; null for stored items, which are never rejected
 * @param zoneOfFacility the zone of duties without one, by facility id
 * @param username the username of a stored person, by id
 */
record ExclusiveTimes(
    Instant now,
    Function<UUID, @Nullable ImportLine> line,
    Function<String, ZoneId> zoneOfFacility,
    Function<String, String> username) {
  /** Clock changes repeat every year; two years contain every combination. */
  static final Duration AHEAD = Duration.ofDays(2 * 366);

  /** Limits memory: a daily duty has 732 turns in two years. */
  static final int MOST_TURNS = 500_000;

  /** Rejects each line that overlaps a duty of another person; names both. */
  void require(
      List<DirectoryItem> duties, List<DirectoryItem> shifts, Consumer<Rejection> rejections) {
    var items = new ArrayList<DirectoryItem>();
    duties.stream().filter(item -> item.isTrue("exclusive")).forEach(items::add);
    shifts.stream().filter(item -> item.isTrue("exclusive")).forEach(items::add);
    items.stream()
        .collect(groupingBy(ExclusiveTimes::post))
        .values()
        .forEach(post -> requireOfPost(post, rejections));
  }

  private static String post(DirectoryItem item) {
    return item.get("team") == null
        ? item.text("facility") + " " + item.text("tier")
        : item.text("team");
  }

  /** The time that an item takes. */
  private record TakenTime(DirectoryItem item, Instant from, Instant to) {}

  private void requireOfPost(List<DirectoryItem> post, Consumer<Rejection> rejections) {
    if (post.stream().map(item -> item.text("person")).distinct().count() == 1
        || post.stream().allMatch(item -> line.apply(item.id()) == null)) {
      return;
    }
    var turns = new ArrayList<TakenTime>();
    for (var item : post) {
      if (turns.size() > MOST_TURNS) {
        reject(
            item, "too_many_turns", "Send fewer exclusive duties of one team or tier", rejections);
        return;
      }
      turns.addAll(turns(item));
    }
    turns.sort(Comparator.comparing(TakenTime::from));
    sweep(turns, rejections);
  }

  private List<TakenTime> turns(DirectoryItem item) {
    var pieces =
        switch (item.kind()) {
          case SHIFTS -> {
            var times = RosterTimes.dated(item);
            yield Interval.ofWallClock(times.from(), times.to(), times.zone());
          }
          default -> weekly(item);
        };
    return pieces.stream().map(it -> new TakenTime(item, it.from(), it.to())).toList();
  }

  /** Past turns of a duty are ignored. */
  private List<Interval> weekly(DirectoryItem duty) {
    var window = new Interval(now, now.plus(AHEAD));
    return RosterTimes.weekly(duty)
        .turnsWithin(window, zoneOfFacility.apply(duty.text("facility")))
        .stream()
        .flatMap(turn -> turn.intersection(window).stream())
        .toList();
  }

  /** Compares each turn with the latest-ending one that began before it. */
  private void sweep(List<TakenTime> turns, Consumer<Rejection> rejections) {
    var all = new LatestEnd();
    var sent = new LatestEnd();
    var rejected = new HashSet<UUID>();
    for (var next : turns) {
      var isSent = line.apply(next.item().id()) != null;
      var before = (isSent ? all : sent).against(next);
      if (before != null) {
        overlap(before, next, rejected, rejections);
      }
      all.add(next);
      if (isSent) {
        sent.add(next);
      }
    }
  }

  /** The two latest-ending turns of different people, so that one is of another person. */
  private static final class LatestEnd {
    private @Nullable TakenTime last;
    private @Nullable TakenTime ofSomebodyElse;

    void add(TakenTime turn) {
      if (last == null || isSamePerson(last, turn)) {
        last = later(last, turn);
      } else if (turn.to().isAfter(last.to())) {
        ofSomebodyElse = last;
        last = turn;
      } else {
        ofSomebodyElse = later(ofSomebodyElse, turn);
      }
    }

    /** A turn of another person that is in progress when this one begins. */
    @Nullable TakenTime against(TakenTime turn) {
      var other = last != null && isSamePerson(last, turn) ? ofSomebodyElse : last;
      return other != null && other.to().isAfter(turn.from()) ? other : null;
    }

    private static TakenTime later(@Nullable TakenTime one, TakenTime other) {
      return one == null || other.to().isAfter(one.to()) ? other : one;
    }

    private static boolean isSamePerson(TakenTime one, TakenTime other) {
      return one.item().text("person").equals(other.item().text("person"));
    }
  }

  private void overlap(
      TakenTime before, TakenTime next, Set<UUID> rejected, Consumer<Rejection> rejections) {
    var isNextSent = line.apply(next.item().id()) != null;
    var one = isNextSent ? next : before;
    var other = isNextSent ? before : next;
    // A weekly duty may overlap every week; one rejection is enough.
    if (rejected.add(one.item().id())) {
      var to = before.to().isBefore(next.to()) ? before.to() : next.to();
      reject(
          one.item(),
          "overlaps",
          "%s overlaps it from %s to %s".formatted(name(other.item()), next.from(), to),
          rejections);
    }
  }

  private void reject(
      DirectoryItem item, String code, String reason, Consumer<Rejection> rejections) {
    var rejected = line.apply(item.id());
    rejections.accept(
        rejected == null
            ? Rejection.of(ImportSheet.ROSTERS, code, reason)
            : Rejection.at(
                rejected, item.kind() == ItemKind.SHIFTS ? "starts" : "from", code, reason));
  }

  /** Names an item: by its line, or by person if it is stored. Never repeats what was sent. */
  private String name(DirectoryItem item) {
    var what = item.kind() == ItemKind.SHIFTS ? "exclusive shift" : "exclusive duty of every week";
    var itemLine = line.apply(item.id());
    if (itemLine == null) {
      return "The %s of %s that is there already"
          .formatted(what, username.apply(item.text("person")));
    }
    return itemLine.pointer() == null
        ? "Somebody else's %s in line %d".formatted(what, itemLine.number())
        : "Somebody else's %s at %s".formatted(what, itemLine.pointer());
  }
}
