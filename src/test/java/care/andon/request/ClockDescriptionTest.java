package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import care.andon.request.query.ClockDescription;
import care.andon.request.query.ClockHistory;
import care.andon.request.query.WallClockFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Office hours are Monday to Friday, 08:00 to 12:00 and 13:00 to 17:00, in Chicago. */
class ClockDescriptionTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  /** A Friday; the clocks go forward on the Sunday after it. */
  private static final Instant FRIDAY = at("2026-03-06T16:30");

  private final DefaultPromises promises = DefaultPromises.inOfficeHours();

  private final List<RecordedEvent> history = new ArrayList<>();
  private final SupportRequest request;

  ClockDescriptionTest() {
    request =
        SupportRequest.open(
            new RequestId(new UUID(5, 1)),
            AnyNeed.opened(Impact.SLOWS_CARE, FRIDAY),
            AnyNeed.ASKERS,
            moment("2026-03-06T16:30"));
    history.addAll(request.drainEvents());
  }

  @Test
  void due_after_a_weekend() {
    assertThat(sentence(ClockKind.ACKNOWLEDGE, "2026-03-06T16:40"))
        .isEqualTo(
            "Due Monday 16:30: 8 working hours from Friday 16:30, closed Saturday and Sunday.");
  }

  @Test
  void far_away_days_have_their_date() {
    assertThat(sentence(ClockKind.RESOLVE, "2026-03-06T16:40"))
        .isEqualTo(
            "Due Friday 27 March 2026 16:30: 120 working hours from Friday 16:30, closed on 6 days"
                + " between.");
  }

  @Test
  void kept_and_by_how_much() {
    acknowledge("2026-03-09T09:00");

    assertThat(sentence(ClockKind.ACKNOWLEDGE, "2026-03-09T10:00"))
        .isEqualTo(
            "Kept: acknowledged Monday 09:00 by Omar Ortiz, 7 hours and 30 minutes before it was"
                + " due.");
  }

  @Test
  void kept_just_in_time() {
    acknowledge("2026-03-09T16:30");

    assertThat(sentence(ClockKind.ACKNOWLEDGE, "2026-03-09T17:00"))
        .isEqualTo("Kept: acknowledged Monday 16:30 by Omar Ortiz, just when it was due.");
  }

  @Test
  void missed_and_by_how_much() {
    acknowledge("2026-03-10T08:15");

    assertThat(sentence(ClockKind.ACKNOWLEDGE, "2026-03-10T10:00"))
        .isEqualTo(
            "Missed: it was due Monday 16:30, and acknowledged Tuesday 08:15 by Omar Ortiz, 15"
                + " hours and 45 minutes late.");
  }

  @Test
  void missed_and_still_open() {
    assertThat(sentence(ClockKind.ACKNOWLEDGE, "2026-03-09T16:45"))
        .isEqualTo("Missed: it was due Monday 16:30, 15 minutes ago, and is still open.");
  }

  @Test
  void waiting_for_the_caregiver() {
    ask("2026-03-09T09:00");

    assertThat(sentence(ClockKind.RESOLVE, "2026-03-09T10:00"))
        .isEqualTo(
            "Waiting for the caregiver since Monday 09:00, with 1 hour and 30 minutes of 120"
                + " working hours used; runs on by itself Tuesday 09:00 at the latest.");
  }

  /** Histories from before a caregiver could say why go on as they were. */
  @Test
  void what_stood_still_is_left_out() {
    ask("2026-03-09T09:00");
    act(
        "2026-03-09T11:00",
        new RequestCommand.Answer(new RequestCommand.Statement("Winged")),
        AnyNeed.CAREGIVER);
    resolve("2026-03-09T14:00");
    request.record(
        new RequestEvent.Reopened("Empty", null),
        null,
        1,
        at("2026-03-09T15:00"),
        moment("2026-03-09T15:00"));

    assertThat(sentence(ClockKind.RESOLVE, "2026-03-09T15:00"))
        .isEqualTo(
            "Due Monday 30 March 2026 10:30: 120 working hours from Friday 16:30, closed on 8 days"
                + " between, leaving out 2 working hours of waiting for the caregiver and 1 working hour"
                + " of standing still before it was reopened.");
  }

  @Test
  void a_resolution_that_was_not_true_never_happened() {
    resolve("2026-03-09T14:00");
    act(
        "2026-03-09T15:00",
        new RequestCommand.Reopen(new RequestCommand.Reopening("Empty", null)),
        AnyNeed.CAREGIVER);

    assertThat(sentence(ClockKind.RESOLVE, "2026-03-09T15:00"))
        .isEqualTo(
            "Due Friday 27 March 2026 16:30: 120 working hours from Friday 16:30, closed on 6 days"
                + " between.");
  }

  @Test
  void resolved_stops_all_three() {
    resolve("2026-03-09T09:00");

    assertThat(sentence(ClockKind.UPDATE, "2026-03-09T10:00"))
        .startsWith("Kept: the caregiver was told Monday 09:00 by Omar Ortiz,");
    assertThat(sentence(ClockKind.RESOLVE, "2026-03-09T10:00"))
        .startsWith("Kept: resolved Monday 09:00 by Omar Ortiz,");
  }

  @Test
  void withdrawn_before_it_was_due() {
    act(
        "2026-03-06T16:45",
        new RequestCommand.Withdraw(RequestCommand.Comment.NONE),
        AnyNeed.CAREGIVER);

    assertThat(sentence(ClockKind.RESOLVE, "2026-03-09T10:00"))
        .isEqualTo("Not measured: withdrawn Friday 16:45 before it was due.");
  }

  @ParameterizedTest
  @CsvSource({
    "PT4H, 4 hours, 4 working hours",
    "PT1H, 1 hour, 1 working hour",
    "PT90M, 1 hour and 30 minutes, 1 working hour and 30 minutes",
    "PT45M, 45 minutes, 45 working minutes",
    "PT24H, 24 hours, 24 working hours",
    "PT48H, 2 days, 48 working hours",
    "PT49H, 49 hours, 49 working hours",
    "PT1080H, 45 days, 1080 working hours",
    "PT1M30S, 1 minute and 30 seconds, 1 working minute and 30 seconds",
    "PT0.5S, less than a second, less than a second",
  })
  void durations_in_words(Duration duration, String words, String workingTime) {
    assertThat(WallClockFormat.words(duration)).isEqualTo(words);
    assertThat(WallClockFormat.workingTime(duration)).isEqualTo(workingTime);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-09T09:30:00, Monday 09:30",
    "2026-03-09T09:30:05, Monday 09:30:05",
    "2026-03-12T00:00:00, Thursday 00:00",
    "2026-03-13T09:30:00, Friday 13 March 2026 09:30",
    "2026-02-27T09:30:00, Friday 27 February 2026 09:30",
  })
  void a_weekday_alone_is_within_six_days(String local, String said) {
    assertThat(new WallClockFormat(CHICAGO, FRIDAY).when(at(local))).isEqualTo(said);
  }

  private void acknowledge(String local) {
    act(local, RequestCommand.Acknowledge.WITHOUT_WORDS, AnyNeed.ADMINISTRATOR);
  }

  private void ask(String local) {
    act(local, new RequestCommand.Ask("Which?"), AnyNeed.ADMINISTRATOR);
  }

  private void resolve(String local) {
    act(
        local,
        new RequestCommand.Resolve(new RequestCommand.Statement("There")),
        AnyNeed.ADMINISTRATOR);
  }

  private void act(String local, RequestCommand command, PersonId by) {
    AnyNeed.does(new RequestActs(request, moment(local)), command, by);
  }

  private ActContext moment(String local) {
    return new ActContext(
        at(local), promises, (facility, tier, team, at) -> List.of(), new NoShifts());
  }

  private String sentence(ClockKind kind, String local) {
    history.addAll(request.drainEvents());
    var account =
        ClockHistory.of(history, promises, at(local)).stream()
            .filter(it -> it.clock().kind() == kind)
            .findFirst()
            .orElseThrow();
    return new ClockDescription(
            account, account.clock().clock(promises), at(local), CHICAGO, event -> "Omar Ortiz")
        .text();
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(CHICAGO).toInstant();
  }
}
