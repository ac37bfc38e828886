package care.andon.directory.roster;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.calendar.CalendarImportView;
import care.andon.directory.calendar.Calendars;
import care.andon.platform.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * What callers order for a roster, whichever it is: done in their name, once under their key, and
 * answered as it is shown.
 */
@ApplicationScoped
class RosterOrders {
  private final Shifts shifts;
  private final StandIns standIns;
  private final WeeklyDuties duties;
  private final Calendars calendars;
  private final RosterRetries retries;
  private final Directory directory;
  private final Identity identity;

  RosterOrders(
      Shifts shifts,
      StandIns standIns,
      WeeklyDuties duties,
      Calendars calendars,
      RosterRetries retries,
      Directory directory,
      Identity identity) {
    this.shifts = shifts;
    this.standIns = standIns;
    this.duties = duties;
    this.calendars = calendars;
    this.retries = retries;
    this.directory = directory;
    this.identity = identity;
  }

  RestResponse<RosterView.Added> addShifts(
      RosterAddress roster, RosterBodies.NewShifts body, @Nullable String key) {
    return created(
        order(roster, "add%sShifts", body),
        key,
        RosterView.Added.class,
        () -> shifts.add(identity.caller(), roster::find, body),
        RosterView.Added::of);
  }

  RestResponse<RosterView.WeeklyView> addWeekly(
      RosterAddress roster, RosterBodies.NewWeeklyDuty body, @Nullable String key) {
    return created(
        order(roster, "add%sWeeklyDuty", body),
        key,
        RosterView.WeeklyView.class,
        () -> duties.add(identity.caller(), roster::find, body),
        RosterView.WeeklyView::of);
  }

  RestResponse<RosterView.StandInView> standIn(
      RosterAddress roster, RosterBodies.NewStandIn body, @Nullable String key) {
    return created(
        order(roster, "add%sStandIn", body),
        key,
        RosterView.StandInView.class,
        () -> standIns.standIn(identity.caller(), roster::find, body),
        RosterView.StandInView::of);
  }

  RestResponse<RosterView.StandIns> swap(
      RosterAddress roster, RosterBodies.NewSwap body, @Nullable String key) {
    return created(
        order(roster, "swap%sDuties", body),
        key,
        RosterView.StandIns.class,
        () -> standIns.swap(identity.caller(), roster::find, body),
        RosterView.StandIns::of);
  }

  /** Reads a calendar: what it changes, or has changed when {@code apply} says so. */
  RestResponse<CalendarImportView> read(
      RosterAddress roster, byte[] file, @Nullable String apply, @Nullable String key) {
    var isApplied = CalendarImportView.isTrue(apply);
    return retries.answer(
        key,
        new RosterRetries.Order(
            roster::find, roster.order("import%sRoster") + " " + isApplied, file),
        RestResponse.Status.OK,
        CalendarImportView.class,
        () ->
            CalendarImportView.of(
                calendars.read(identity.caller(), roster::find, file, isApplied),
                directory.snapshot()));
  }

  private static RosterRetries.Order order(RosterAddress roster, String act, Object body) {
    return new RosterRetries.Order(roster::find, roster.order(act), body);
  }

  private <R, V> RestResponse<V> created(
      RosterRetries.Order order,
      @Nullable String key,
      Class<V> type,
      Supplier<R> change,
      BiFunction<R, DirectorySnapshot, V> view) {
    return retries.answer(
        key,
        order,
        RestResponse.Status.CREATED,
        type,
        () -> view.apply(change.get(), directory.snapshot()));
  }
}
