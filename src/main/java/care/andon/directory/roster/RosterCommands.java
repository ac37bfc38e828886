package care.andon.directory.roster;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.idempotency.IdempotencyKeys;
import care.andon.platform.idempotency.IdempotentExecution;
import care.andon.platform.identity.Caller;
import care.andon.platform.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Changes rosters for the caller: once per idempotency key, and with a directory that is up to date
 * before and after. When a call returns, the change is visible in this instance; in others after
 * their next refresh.
 */
@ApplicationScoped
public class RosterCommands {
  private final Shifts shifts;
  private final StandIns standIns;
  private final WeeklyDuties duties;
  private final Rosters rosters;
  private final IdempotentExecution once;
  private final IdempotencyKeys keys;
  private final Directory directory;
  private final Identity identity;

  RosterCommands(
      Shifts shifts,
      StandIns standIns,
      WeeklyDuties duties,
      Rosters rosters,
      IdempotentExecution once,
      IdempotencyKeys keys,
      Directory directory,
      Identity identity) {
    this.shifts = shifts;
    this.standIns = standIns;
    this.duties = duties;
    this.rosters = rosters;
    this.once = once;
    this.keys = keys;
    this.directory = directory;
    this.identity = identity;
  }

  RestResponse<RosterView.Added> addShifts(
      RosterAddress roster, RosterBodies.NewShifts body, @Nullable String key) {
    return created(
        command(roster, "add%sShifts", body),
        key,
        RosterView.Added.class,
        caller -> shifts.add(caller, roster::find, body),
        RosterView.Added::of);
  }

  RestResponse<RosterView.WeeklyView> addWeekly(
      RosterAddress roster, RosterBodies.NewWeeklyDuty body, @Nullable String key) {
    return created(
        command(roster, "add%sWeeklyDuty", body),
        key,
        RosterView.WeeklyView.class,
        caller -> duties.add(caller, roster::find, body),
        RosterView.WeeklyView::of);
  }

  RestResponse<RosterView.StandInView> standIn(
      RosterAddress roster, RosterBodies.NewStandIn body, @Nullable String key) {
    return created(
        command(roster, "add%sStandIn", body),
        key,
        RosterView.StandInView.class,
        caller -> standIns.standIn(caller, roster::find, body),
        RosterView.StandInView::of);
  }

  RestResponse<RosterView.StandIns> swap(
      RosterAddress roster, RosterBodies.NewSwap body, @Nullable String key) {
    return created(
        command(roster, "swap%sDuties", body),
        key,
        RosterView.StandIns.class,
        caller -> standIns.swap(caller, roster::find, body),
        RosterView.StandIns::of);
  }

  private static Command command(RosterAddress roster, String act, Object body) {
    return new Command(roster::find, snapshot -> roster.operation(act, snapshot), body);
  }

  private <R, V> RestResponse<V> created(
      Command command,
      @Nullable String key,
      Class<V> type,
      Function<Caller, R> change,
      BiFunction<R, DirectorySnapshot, V> view) {
    return answer(
        key,
        command,
        RestResponse.Status.CREATED,
        type,
        () -> view.apply(change.apply(identity.caller()), directory.snapshot()));
  }

  /**
   * A change that a caller asks for.
   *
   * @param find the roster; a caller that retries must still be allowed to change it
   * @param operation the kind of change and its target; the key is refused for another one
   * @param body the request body; null if there is none
   */
  public record Command(
      Function<DirectorySnapshot, RosterPlace> find,
      Function<DirectorySnapshot, String> operation,
      @Nullable Object body) {}

  /** Runs the change, or returns the first answer. Without a key it runs each time. */
  public <T> RestResponse<T> answer(
      @Nullable String key,
      Command command,
      RestResponse.Status status,
      Class<T> type,
      Supplier<T> change) {
    var caller = identity.caller();
    var parsed = IdempotencyKey.parse(key);
    return refreshed(
        () -> {
          var operation = command.operation().apply(directory.snapshot());
          var attempt = keys.attempt(caller, parsed, operation, command.body());
          var answer = once.act(attempt, status.getStatusCode(), type, change);
          if (answer.replayed()) {
            rosters.requireAllowed(caller, command.find());
          }
          return answer.toResponse(status);
        });
  }

  /** Runs a change that cannot be sent with a key. */
  <T> T refreshed(Supplier<T> change) {
    directory.refresh();
    var result = change.get();
    directory.refresh();
    return result;
  }
}
