package care.andon.views;

import care.andon.directory.Facility;
import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;
import care.andon.metrics.form.Facilities;
import care.andon.metrics.form.Window;
import care.andon.metrics.promise.JudgedPromises;
import care.andon.platform.sql.SqlCondition;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The time that the sheet of a huddle covers: for each facility since the same time yesterday by
 * its own clock, or for all since the instant that was asked for. Where clocks are changed on
 * different days, yesterday was 23 h ago in one facility and 24 h ago in another.
 *
 * @param otherwise the start in a directory without facilities, which has no requests either
 */
record HuddlePeriods(List<OfFacility> facilities, Instant otherwise, Instant now) {

  record OfFacility(Facility facility, Instant since) {}

  HuddlePeriods {
    facilities = List.copyOf(facilities);
  }

  /**
   * @param since null for the same time yesterday
   */
  static HuddlePeriods of(List<Facility> facilities, @Nullable Instant since, Instant now) {
    Function<ZoneId, Instant> begin =
        zone -> since == null ? LookbackWindow.yesterday(now, zone) : since;
    return new HuddlePeriods(
        facilities.stream().map(it -> new OfFacility(it, begin.apply(it.timeZone()))).toList(),
        begin.apply(ZoneOffset.UTC),
        now);
  }

  /** Returns the start of the time covered; of several, the earliest. */
  Instant first() {
    return byStart().firstEntry().getKey();
  }

  /** Returns the time zone, or null if the facilities have different ones. */
  @Nullable ZoneId zone() {
    var zones = facilities.stream().map(it -> it.facility().timeZone()).distinct().toList();
    return zones.size() == 1 ? zones.getFirst() : null;
  }

  /** Returns the condition that a request was asked in this time, over its own columns. */
  SqlCondition asked() {
    var each =
        starts()
            .map(it -> it.facilities().contain("facility_id").and("asked_at >= ?", it.since()))
            .toList();
    return new SqlCondition(
        each.stream().map(SqlCondition::sql).collect(Collectors.joining("\n or ", "(", ")")),
        each.stream().flatMap(it -> it.values().stream()).toList());
  }

  /**
   * Returns the promises of these requests that fell due in this time.
   *
   * @param team only those for which this team answers; null for all
   */
  JudgedPromises promises(SqlCondition requests, @Nullable TeamId team) {
    var windows = starts().map(it -> new Window(it.since(), now, it.facilities())).toList();
    return JudgedPromises.in(windows, now, requests, team);
  }

  /** The facilities that have one start. Nearly always there is one for all. */
  private record Start(Instant since, Facilities facilities) {}

  private Stream<Start> starts() {
    var byStart = byStart();
    return byStart.entrySet().stream()
        .map(
            it ->
                new Start(
                    it.getKey(),
                    byStart.size() == 1 ? Facilities.ALL : Facilities.only(it.getValue())));
  }

  private SequencedMap<Instant, List<FacilityId>> byStart() {
    var starts = new TreeMap<Instant, List<FacilityId>>();
    if (facilities.isEmpty()) {
      starts.put(otherwise, List.of());
    }
    for (var it : facilities) {
      starts.computeIfAbsent(it.since(), _ -> new ArrayList<>()).add(it.facility().id());
    }
    return starts;
  }
}
