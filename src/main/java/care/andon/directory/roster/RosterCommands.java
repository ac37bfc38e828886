package care.andon.directory.roster;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.platform.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Changes rosters for the caller: once per idempotency key, and answered with the view of the
 * result. The same for teams and for escalation tiers.
 */
@ApplicationScoped
class RosterCommands {
  private final Shifts shifts;
  private final StandIns standIns;
  private final WeeklyDuties duties;
  private final RosterRetries retries;
  private final Directory directory;
  private final Identity identity;

  RosterCommands(
      Shifts shifts,
      StandIns standIns,
      WeeklyDuties duties,
      RosterRetries retries,
      Directory directory,
      Identity identity) {
    this.shifts = shifts;
    this.standIns = standIns;
    this.duties = duties;
    this.retries = retries;
    this.directory = directory;
    this.identity = identity;
  }

  RestResponse<RosterView.Added> addShifts(
      RosterAddress roster, RosterBodies.NewShifts body, @Nullable String key) {
    return created(
        command(roster, "add%sShifts", body),
        key,
        RosterView.Added.class,
        () -> shifts.add(identity.caller(), roster::find, body),
        RosterView.Added::of);
  }

  RestResponse<RosterView.WeeklyView> addWeekly(
      RosterAddress roster, RosterBodies.NewWeeklyDuty body, @Nullable String key) {
    return created(
        command(roster, "add%sWeeklyDuty", body),
        key,
        RosterView.WeeklyView.class,
        () -> duties.add(identity.caller(), roster::find, body),
        RosterView.WeeklyView::of);
  }

  RestResponse<RosterView.StandInView> standIn(
      RosterAddress roster, RosterBodies.NewStandIn body, @Nullable String key) {
    return created(
        command(roster, "add%sStandIn", body),
        key,
        RosterView.StandInView.class,
        () -> standIns.standIn(identity.caller(), roster::find, body),
        RosterView.StandInView::of);
  }

  RestResponse<RosterView.StandIns> swap(
      RosterAddress roster, RosterBodies.NewSwap body, @Nullable String key) {
    return created(
        command(roster, "swap%sDuties", body),
        key,
        RosterView.StandIns.class,
        () -> standIns.swap(identity.caller(), roster::find, body),
        RosterView.StandIns::of);
  }

  private static RosterRetries.Command command(RosterAddress roster, String act, Object body) {
    return new RosterRetries.Command(roster::find, roster.operation(act), body);
  }

  private <R, V> RestResponse<V> created(
      RosterRetries.Command command,
      @Nullable String key,
      Class<V> type,
      Supplier<R> change,
      BiFunction<R, DirectorySnapshot, V> view) {
    return retries.answer(
        key,
        command,
        RestResponse.Status.CREATED,
        type,
        () -> view.apply(change.get(), directory.snapshot()));
  }
}
