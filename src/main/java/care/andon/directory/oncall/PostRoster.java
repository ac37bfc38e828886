package care.andon.directory.oncall;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import care.andon.kernel.PersonId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The duties of one post: weekly duties, dated shifts and stand-ins.
 *
 * @param zone the time zone of the facility
 */
record PostRoster(
    ZoneId zone,
    List<WeeklyEntry> weekly,
    IntervalIndex<DutyHolder> shifts,
    IntervalIndex<StandInEntry> standIns) {

  private static final Comparator<IntervalIndex.IndexEntry<StandInEntry>> ORDER_MADE =
      Comparator.comparing(
              (IntervalIndex.IndexEntry<StandInEntry> made) -> made.what().standIn().madeAt())
          .thenComparing(made -> made.what().standIn().act())
          .thenComparing(made -> made.what().standIn().id());

  record WeeklyEntry(DutyHolder holder, DutyTimes.Weekly times) {}

  record StandInEntry(DutyHolder holder, StandIn standIn) {}

  /** The people on call, each person once, in calling order. */
  List<OnCallTurn> onCall(Instant at) {
    var people = new LinkedHashMap<PersonId, OnCallTurn>();
    for (var turn : turns(at)) {
      if (turn.holder().present()) {
        people.merge(turn.holder().id(), turn, OnCallTurn::laterEnding);
      }
    }
    return people.values().stream()
        .map(turn -> untilTakenOver(turn, at))
        .sorted(Comparator.comparing(OnCallTurn::holder, DutyHolder.CALLING_ORDER))
        .toList();
  }

  boolean isStaffed(Instant at) {
    return turns(at).stream().anyMatch(turn -> turn.holder().present());
  }

  boolean isOnCall(PersonId person, Instant at) {
    return turns(at).stream()
        .anyMatch(turn -> turn.holder().present() && turn.holder().id().equals(person));
  }

  /**
   * The first instant at {@code at} or later at which the person may be on call, by a duty of their
   * own or as a stand-in.
   */
  Optional<Instant> nextPossibleStart(PersonId person, Instant at) {
    return Stream.of(
            shifts.from(at, holder -> holder.id().equals(person)),
            standIns.from(at, made -> made.holder().id().equals(person)),
            weeklyOf(person)
                .flatMap(line -> line.times.nextTurn(at, zone).stream())
                .map(turn -> turn.from().isBefore(at) ? at : turn.from())
                .min(Instant::compareTo))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /**
   * The latest instant at which a shift, a stand-in or the first or last day of a weekly duty can
   * change whether the person is on call; at least {@code after}. Later only weekly duties matter.
   */
  Instant lastChangeFor(PersonId person, Instant after) {
    var dates =
        weeklyOf(person)
            .flatMap(line -> Stream.of(line.times.startsOn(), line.times.endsOn()))
            .filter(Objects::nonNull)
            .map(date -> date.plusDays(2).atStartOfDay(zone).toInstant());
    var dated =
        Stream.of(
                shifts.lastEnd(holder -> holder.id().equals(person)),
                standIns.lastEnd(made -> true))
            .flatMap(Optional::stream);
    return Stream.concat(dates, dated)
        .filter(it -> it.isAfter(after))
        .max(Instant::compareTo)
        .orElse(after);
  }

  /** Whether all weekly duties of the person are in one time zone. */
  boolean isByOneClock(PersonId person) {
    return weeklyOf(person).map(line -> line.times.zone(zone)).distinct().count() <= 1;
  }

  private Stream<WeeklyEntry> weeklyOf(PersonId person) {
    return weekly.stream().filter(line -> line.holder.id().equals(person));
  }

  /**
   * The longest intervals within {@code window} in which a condition holds. The condition must not
   * change between two changes of the roster.
   */
  List<Interval> intervalsWhere(Predicate<Instant> holds, Interval window) {
    var found = new ArrayList<Interval>();
    var changes = changes(window);
    for (int i = 0; i + 1 < changes.length; i++) {
      var start = IntervalIndex.instant(changes[i]);
      if (holds.test(start)) {
        Interval.append(found, new Interval(start, IntervalIndex.instant(changes[i + 1])));
      }
    }
    return found;
  }

  /**
   * The instants in the window at which the roster may change, with both ends of the window;
   * ascending.
   */
  private long[] changes(Interval window) {
    var found = LongStream.builder();
    found.add(IntervalIndex.micros(window.from())).add(IntervalIndex.micros(window.to()));
    shifts.boundaries(window, found);
    standIns.boundaries(window, found);
    for (var line : weekly) {
      for (var turn : line.times.turnsWithin(window, zone)) {
        turn.intersection(window)
            .ifPresent(
                inside ->
                    found
                        .add(IntervalIndex.micros(inside.from()))
                        .add(IntervalIndex.micros(inside.to())));
      }
    }
    return found.build().sorted().distinct().toArray();
  }

  private List<OnCallTurn> turns(Instant at) {
    var turns = new ArrayList<OnCallTurn>();
    for (var line : weekly) {
      line.times
          .turnAt(at, zone)
          .ifPresent(turn -> turns.add(new OnCallTurn(line.holder, turn.to(), null)));
    }
    shifts.at(at, shift -> turns.add(new OnCallTurn(shift.what(), shift.end(), null)));
    return standIns.isEmpty() ? turns : applyStandIns(turns, at);
  }

  /**
   * Applies stand-ins in the order in which they were made. A swap is one act, so that nobody gets
   * back the duty they gave away.
   */
  private List<OnCallTurn> applyStandIns(List<OnCallTurn> turns, Instant at) {
    var made = new ArrayList<IntervalIndex.IndexEntry<StandInEntry>>();
    standIns.at(at, made::add);
    made.sort(ORDER_MADE);
    var acts =
        made.stream()
            .collect(groupingBy(it -> it.what().standIn().act(), LinkedHashMap::new, toList()));
    var result = turns;
    for (var act : acts.values()) {
      result = applyAct(act, result);
    }
    return result;
  }

  private static List<OnCallTurn> applyAct(
      List<IntervalIndex.IndexEntry<StandInEntry>> act, List<OnCallTurn> turns) {
    var result = new ArrayList<OnCallTurn>();
    for (var turn : turns) {
      var instead =
          act.stream().filter(it -> it.what().standIn().replaces(turn.holder().id())).findFirst();
      result.add(
          instead
              .map(
                  it ->
                      new OnCallTurn(it.what().holder(), turn.until(), it.what().standIn())
                          .endingBy(it.end()))
              .orElse(turn));
    }
    for (var it : act) {
      if (it.what().standIn().insteadOf() == null) {
        result.add(new OnCallTurn(it.what().holder(), it.end(), it.what().standIn()));
      }
    }
    return result;
  }

  private OnCallTurn untilTakenOver(OnCallTurn turn, Instant at) {
    return standIns.startingBetween(at, turn.until()).stream()
        .filter(next -> next.what().standIn().replaces(turn.holder().id()))
        .findFirst()
        .map(next -> turn.endingBy(IntervalIndex.instant(next.from())))
        .orElse(turn);
  }
}
