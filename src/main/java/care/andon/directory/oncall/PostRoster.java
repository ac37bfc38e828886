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
 * The duties of one post: those of every week, dated shifts, and who stands in for whom.
 *
 * @param zone the facility's
 */
record PostRoster(
    ZoneId zone,
    List<EveryWeek> everyWeek,
    IntervalIndex<DutyHolder> shifts,
    IntervalIndex<StandingIn> standIns) {

  private static final Comparator<IntervalIndex.Stretch<StandingIn>> AS_SAID =
      Comparator.comparing(
              (IntervalIndex.Stretch<StandingIn> said) -> said.what().standIn().madeAt())
          .thenComparing(said -> said.what().standIn().act())
          .thenComparing(said -> said.what().standIn().id());

  record EveryWeek(DutyHolder holder, DutyTimes.Weekly times) {}

  record StandingIn(DutyHolder holder, StandIn standIn) {}

  /** Who is on call, everybody once, in the order in which they are asked. */
  List<OnCallTurn> onCall(Instant at) {
    var people = new LinkedHashMap<PersonId, OnCallTurn>();
    for (var turn : turns(at)) {
      if (turn.holder().present()) {
        people.merge(turn.holder().id(), turn, OnCallTurn::orLonger);
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
   * The first instant at {@code at} or later at which the person may be on call: nobody is but by a
   * duty of their own, or because they stand in.
   */
  Optional<Instant> mayBeOnCall(PersonId person, Instant at) {
    return Stream.of(
            shifts.from(at, holder -> holder.id().equals(person)),
            standIns.from(at, said -> said.holder().id().equals(person)),
            everyWeekOf(person)
                .flatMap(line -> line.times.next(at, zone).stream())
                .map(turn -> turn.from().isBefore(at) ? at : turn.from())
                .min(Instant::compareTo))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /**
   * From when on, {@code after} at the earliest, the person is on call by duties of every week only
   * or not at all.
   */
  Instant lastChangeFor(PersonId person, Instant after) {
    var dates =
        everyWeekOf(person)
            .flatMap(line -> Stream.of(line.times.startsOn(), line.times.endsOn()))
            .filter(Objects::nonNull)
            .map(date -> date.plusDays(2).atStartOfDay(zone).toInstant());
    var dated =
        Stream.of(
                shifts.lastEnd(holder -> holder.id().equals(person)),
                standIns.lastEnd(said -> true))
            .flatMap(Optional::stream);
    return Stream.concat(dates, dated)
        .filter(it -> it.isAfter(after))
        .max(Instant::compareTo)
        .orElse(after);
  }

  /** Whether all duties the person has every week are by the clock of one zone. */
  boolean isByOneClock(PersonId person) {
    return everyWeekOf(person).map(line -> line.times.zone(zone)).distinct().count() <= 1;
  }

  private Stream<EveryWeek> everyWeekOf(PersonId person) {
    return everyWeek.stream().filter(line -> line.holder.id().equals(person));
  }

  /**
   * The stretches within {@code window} in which something holds of every instant, or of none; each
   * as long as it can be.
   */
  List<Interval> when(Predicate<Instant> holds, Interval window) {
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

  /** Where something may change within the window, its own start and end included; ascending. */
  private long[] changes(Interval window) {
    var found = LongStream.builder();
    found.add(IntervalIndex.micros(window.from())).add(IntervalIndex.micros(window.to()));
    shifts.boundaries(window, found);
    standIns.boundaries(window, found);
    for (var line : everyWeek) {
      for (var turn : line.times.within(window, zone)) {
        turn.and(window)
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
    for (var line : everyWeek) {
      line.times
          .at(at, zone)
          .ifPresent(turn -> turns.add(new OnCallTurn(line.holder, turn.to(), null)));
    }
    shifts.at(at, shift -> turns.add(new OnCallTurn(shift.what(), shift.end(), null)));
    return standIns.isEmpty() ? turns : afterStandIns(turns, at);
  }

  /** Acts count one after the other; a swap is one act, so nobody gets back what they gave. */
  private List<OnCallTurn> afterStandIns(List<OnCallTurn> turns, Instant at) {
    var said = new ArrayList<IntervalIndex.Stretch<StandingIn>>();
    standIns.at(at, said::add);
    said.sort(AS_SAID);
    var acts =
        said.stream()
            .collect(groupingBy(it -> it.what().standIn().act(), LinkedHashMap::new, toList()));
    var result = turns;
    for (var act : acts.values()) {
      result = after(act, result);
    }
    return result;
  }

  private static List<OnCallTurn> after(
      List<IntervalIndex.Stretch<StandingIn>> act, List<OnCallTurn> turns) {
    var result = new ArrayList<OnCallTurn>();
    for (var turn : turns) {
      var instead =
          act.stream().filter(it -> it.what().standIn().replaces(turn.holder().id())).findFirst();
      result.add(
          instead
              .map(
                  it ->
                      new OnCallTurn(it.what().holder(), turn.until(), it.what().standIn())
                          .noLongerThan(it.end()))
              .orElse(turn));
    }
    for (var it : act) {
      if (it.what().standIn().instead() == null) {
        result.add(new OnCallTurn(it.what().holder(), it.end(), it.what().standIn()));
      }
    }
    return result;
  }

  private OnCallTurn untilTakenOver(OnCallTurn turn, Instant at) {
    return standIns.startingBetween(at, turn.until()).stream()
        .filter(next -> next.what().standIn().replaces(turn.holder().id()))
        .findFirst()
        .map(next -> turn.noLongerThan(IntervalIndex.instant(next.from())))
        .orElse(turn);
  }
}
