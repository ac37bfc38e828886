package care.andon.routing;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.directory.Unit;
import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.routing.RuleDraft.Calendars;
import care.andon.routing.RuleDraft.MatchBody;
import care.andon.routing.RuleDraft.TimeBody;
import care.andon.routing.engine.CalendarHours;
import care.andon.routing.engine.ItemWords;
import care.andon.routing.engine.RuleCriteria;
import care.andon.sla.engine.InvalidCalendar;
import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.BodyReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which requests a rule is for, and refuses a rule that can match none. */
record RuleMatchReader(BodyReader reader, Directory directory, Calendars calendars, Instant now) {
  private static final int MOST_PLACES = 1_000;
  private static final int MOST_ITEMS = 100;
  private static final int LONGEST_ITEM = 200;

  /** A calendar that is open for so long without a break counts as always open. */
  private static final Duration HORIZON = Duration.ofDays(3_653);

  /** The criteria; those that were refused are left out. */
  RuleCriteria read(@Nullable MatchBody match) {
    if (match == null) {
      return RuleCriteria.ALL;
    }
    var criteria =
        new RuleCriteria(
            reader.namedConstants(
                match.categories(), MOST_PLACES, "/match/categories", Category.class, "category"),
            reader.named(
                match.itemWords(), MOST_ITEMS, "/match/itemWords", RuleMatchReader::items, "word"),
            reader.namedConstants(
                match.impacts(), MOST_PLACES, "/match/impacts", Impact.class, "impact"),
            reader.named(
                match.facilities(), MOST_PLACES, "/match/facilities", this::facility, "facility"),
            reader.named(match.units(), MOST_PLACES, "/match/units", this::unit, "unit"),
            match.time() == null ? null : readTime(match.time()),
            reader.namedConstants(
                match.visibilities(),
                MOST_PLACES,
                "/match/visibilities",
                Visibility.class,
                "visibility"));
    refuseUnitsElsewhere(match, criteria);
    return criteria;
  }

  /** A facility that no longer exists is found, but a new rule cannot name it. */
  private Optional<FacilityId> facility(String idOrCode) {
    return directory.facility(idOrCode).map(Facility::id).filter(id -> !directory.isGone(id));
  }

  private Optional<UnitId> unit(String idOrCode) {
    return directory.unit(idOrCode).map(Unit::id).filter(id -> !directory.isGone(id));
  }

  private static Optional<ItemWords> items(String text) {
    var words = text.length() > LONGEST_ITEM ? List.<String>of() : ItemWords.in(text);
    return words.isEmpty() ? Optional.empty() : Optional.of(new ItemWords(words));
  }

  /** A rule for a unit and for a facility that it does not belong to would match no request. */
  private void refuseUnitsElsewhere(MatchBody match, RuleCriteria read) {
    if (read.facilities().isEmpty() || match.units() == null) {
      return;
    }
    for (var i = 0; i < match.units().size(); i++) {
      var text = match.units().get(i);
      var unit = text == null ? Optional.<Unit>empty() : directory.unit(text);
      if (unit.isPresent() && !read.facilities().contains(unit.get().facility())) {
        reader.refuse(
            "/match/units/" + i,
            "unit_elsewhere",
            "No request matches: the unit is in none of the facilities named");
      }
    }
  }

  private @Nullable CalendarHours readTime(TimeBody time) {
    if (time.calendar() == null || time.open() == null) {
      if (time.calendar() == null) {
        reader.refuseMissing("/match/time/calendar");
      }
      if (time.open() == null) {
        reader.refuseMissing("/match/time/open");
      }
      return null;
    }
    var calendar = calendars.apply(time.calendar());
    if (calendar.isEmpty()) {
      reader.refuse(
          "/match/time/calendar",
          "unknown_calendar",
          "Send the code of a calendar in force, listed at /calendars");
      return null;
    }
    refuseNever(calendar.get(), time.open());
    return new CalendarHours(time.calendar(), time.open());
  }

  private void refuseNever(WorkCalendar calendar, boolean open) {
    if (open) {
      try {
        calendar.requireOpenWithinTenYears(now);
      } catch (InvalidCalendar never) {
        reader.refuse(
            "/match/time", "never_open", "No request matches: the calendar is never open again");
      }
    } else if (calendar.openBetween(now, now.plus(HORIZON)).equals(HORIZON)) {
      reader.refuse(
          "/match/time", "never_closed", "No request matches: the calendar is never closed");
    }
  }
}
