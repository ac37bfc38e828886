package care.andon.directory.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VTimezone;
import biweekly.io.ICalTimeZone;
import biweekly.io.text.ICalWriter;
import care.andon.directory.oncall.Interval;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Time zones that are written to calendars and read from there, for as long as a series runs. */
class ExportedZonesTest {
  private static final Instant SAT_2026_11_28 = Instant.parse("2026-11-28T14:00:00Z");
  private static final Duration FORTY_YEARS = Duration.ofDays(40 * 365L);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "America/Chicago",
        "Europe/Berlin",
        "Australia/Lord_Howe",
        "America/Phoenix",
        "America/Santiago",
        "Africa/Casablanca",
        "America/Nuuk",
        "Africa/Cairo",
        "Asia/Gaza",
        "Asia/Kathmandu"
      })
  void another_program_reads_the_same_times_in_july_2028_and_in_forty_years(String zone) {
    var rules = new ICalTimeZone(written(zone));

    for (var at = SAT_2026_11_28;
        at.isBefore(SAT_2026_11_28.plus(FORTY_YEARS));
        at = at.plus(Duration.ofHours(30 * 24 + 7))) {
      var local = LocalDateTime.ofInstant(at, ZoneId.of(zone));
      var offset =
          rules.getOffset(
              1,
              local.getYear(),
              local.getMonthValue() - 1,
              local.getDayOfMonth(),
              local.getDayOfWeek().getValue() % 7 + 1,
              local.toLocalTime().toSecondOfDay() * 1_000);
      assertThat(offset / 1_000)
          .as("%s", local)
          .isEqualTo(ZoneId.of(zone).getRules().getOffset(local).getTotalSeconds());
    }
  }

  static Stream<String> allZones() {
    return ZoneId.getAvailableZoneIds().stream().sorted();
  }

  /** To the second of every change, for every zone of the JDK. */
  @ParameterizedTest
  @MethodSource("allZones")
  void a_zone_that_is_read_again_changes_its_clocks_when_it_did(String zone) {
    var definition = written(zone);
    definition.setTimezoneId("Ward time");
    var rules = ZoneId.of(zone).getRules();
    var window = new Interval(SAT_2026_11_28, SAT_2026_11_28.plus(FORTY_YEARS));

    var read =
        new CalendarTimes(
                List.of(definition),
                ZoneId.of("UTC"),
                List.of(ZoneId.of(zone)),
                window,
                new RecurrenceExpander())
            .zone("Ward time");

    // The known zone is found only if its changes are the same.
    assertThat(read.orElseThrow().rules()).isEqualTo(rules);
  }

  @Test
  void the_usual_zones_have_the_usual_rules() {
    assertThat(text(zone("America/Chicago")))
        .contains(
            "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11");
    assertThat(text(zone("Europe/Berlin")))
        .contains(
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10");
  }

  /** As another program sees it: after it was text. */
  private static VTimezone written(String zone) {
    try (var reader = new CalendarReader(text(zone(zone)))) {
      return reader.readNext().getComponents(VTimezone.class).getFirst();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static VTimezone zone(String id) {
    var zone = new VTimezone(id);
    ZoneObservances.write(zone, ZoneId.of(id), SAT_2026_11_28.minus(Duration.ofDays(400)));
    return zone;
  }

  private static String text(VTimezone zone) {
    var calendar = new ICalendar();
    calendar.addComponent(zone);
    var text = new StringWriter();
    try (var writer = new ICalWriter(text, ICalVersion.V2_0)) {
      writer.write(calendar);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    assertThat(Biweekly.parse(text.toString()).first()).isNotNull();
    return text.toString();
  }
}
