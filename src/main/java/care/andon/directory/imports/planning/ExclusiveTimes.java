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
 * Times that one person has for themselves: of the same team or tier, nobody else's exclusive shift
 * or duty is in them. Instants are compared, whatever clocks they were read from, so a duty of
 * every week counts as it is in each week, also in those in which clocks change.
 *
 * @param now duties of every week are compared from then on
 * @param line of what is in the upload; null for what is stored, which is never rejected
 * @param zoneOfFacility the zone of a duty that names none, by id of the facility
 * @param username of somebody stored, by id
 */
record ExclusiveTimes(
    Instant now,
    Function<UUID, @Nullable ImportLine> line,
    Function<String, ZoneId> zoneOfFacility,
    Function<String, String> username) {
  /** Clocks change by the year; two of them leave no pair of weeks out. */
  static final Duration AHEAD = Duration.ofDays(2 * 366);

  /** So that no file can fill the memory: a duty of every day in two years has 732. */
  static final int MOST_TURNS = 500_000;

  /** Rejects each line that overlaps somebody else's, naming both. */
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

  /** A stretch of time that an item takes. */
  private record Turn(DirectoryItem item, Instant from, Instant to) {}

  private void requireOfPost(List<DirectoryItem> post, Consumer<Rejection> rejections) {
    if (post.stream().map(item -> item.text("person")).distinct().count() == 1
        || post.stream().allMatch(item -> line.apply(item.id()) == null)) {
      return;
    }
    var turns = new ArrayList<Turn>();
    for (var item : post) {
      if (turns.size() > MOST_TURNS) {
        reject(
            item, "too_many_turns", "Send fewer exclusive duties of one team or tier", rejections);
        return;
      }
      turns.addAll(turns(item));
    }
    turns.sort(Comparator.comparing(Turn::from));
    sweep(turns, rejections);
  }

  private List<Turn> turns(DirectoryItem item) {
    var pieces =
        switch (item.kind()) {
          case SHIFTS -> {
            var times = RosterTimes.dated(item);
            yield Interval.onTheWall(times.from(), times.to(), times.zone());
          }
          default -> weekly(item);
        };
    return pieces.stream().map(it -> new Turn(item, it.from(), it.to())).toList();
  }

  /** What is over of a duty that goes on is of no concern. */
  private List<Interval> weekly(DirectoryItem duty) {
    var window = new Interval(now, now.plus(AHEAD));
    return RosterTimes.weekly(duty)
        .within(window, zoneOfFacility.apply(duty.text("facility")))
        .stream()
        .flatMap(turn -> turn.and(window).stream())
        .toList();
  }

  /** Each turn is held against the last to end of what began before it. */
  private void sweep(List<Turn> turns, Consumer<Rejection> rejections) {
    var all = new LastToEnd();
    var sent = new LastToEnd();
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

  /** Of two people, so that there is one who is not the person asked about. */
  private static final class LastToEnd {
    private @Nullable Turn last;
    private @Nullable Turn ofSomebodyElse;

    void add(Turn turn) {
      if (last == null || isSamePerson(last, turn)) {
        last = later(last, turn);
      } else if (turn.to().isAfter(last.to())) {
        ofSomebodyElse = last;
        last = turn;
      } else {
        ofSomebodyElse = later(ofSomebodyElse, turn);
      }
    }

    /** What of somebody else goes on when this begins. */
    @Nullable Turn against(Turn turn) {
      var other = last != null && isSamePerson(last, turn) ? ofSomebodyElse : last;
      return other != null && other.to().isAfter(turn.from()) ? other : null;
    }

    private static Turn later(@Nullable Turn one, Turn other) {
      return one == null || other.to().isAfter(one.to()) ? other : one;
    }

    private static boolean isSamePerson(Turn one, Turn other) {
      return one.item().text("person").equals(other.item().text("person"));
    }
  }

  private void overlap(Turn before, Turn next, Set<UUID> rejected, Consumer<Rejection> rejections) {
    var isNextSent = line.apply(next.item().id()) != null;
    var one = isNextSent ? next : before;
    var other = isNextSent ? before : next;
    // A duty of every week overlaps every week; once is enough to mend it.
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
                rejected,
                ImportSheet.ROSTERS.get(item.kind() == ItemKind.SHIFTS ? "starts" : "from"),
                code,
                reason));
  }

  /** Where it stands; of what is stored, whose it is. What was sent is never repeated. */
  private String name(DirectoryItem item) {
    var what = item.kind() == ItemKind.SHIFTS ? "exclusive shift" : "exclusive duty of every week";
    var there = line.apply(item.id());
    if (there == null) {
      return "The %s of %s that is there already"
          .formatted(what, username.apply(item.text("person")));
    }
    return there.pointer() == null
        ? "Somebody else's %s in line %d".formatted(what, there.number())
        : "Somebody else's %s at %s".formatted(what, there.pointer());
  }
}
