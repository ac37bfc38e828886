package care.andon.directory.roster;

import care.andon.support.Api;
import care.andon.support.Body;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The roster of supply chain as people change it and see it. */
final class SupplyChainRoster {
  static final String TEAM = "/api/v1/teams/supply-chain";
  static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  private static final AtomicInteger WEEKS = new AtomicInteger();
  private static final Api NINA = Api.as("nina.patel");

  private SupplyChainRoster() {}

  /** A Monday nobody else uses, in a summer. */
  static LocalDate nextMonday() {
    return LocalDate.of(2151, 6, 7)
        .plusWeeks(52L * (WEEKS.get() / 12) + WEEKS.getAndIncrement() % 12);
  }

  // --- What people send ---

  static Body shift(String person, LocalDate day, String from, String to) {
    return Body.of("person", person).with("starts", day + "T" + from).with("ends", day + "T" + to);
  }

  /** By the clock of a zone. */
  static Body shift(String person, LocalDateTime from, LocalDateTime to, ZoneId zone) {
    return Body.of("person", person)
        .with("starts", from.toString())
        .with("ends", to.toString())
        .with("timeZone", zone.getId());
  }

  static Body exclusive(String person, LocalDate day, String from, String to) {
    return shift(person, day, from, to).with("exclusive", true);
  }

  static ValidatableResponse add(Api by, Body shift) {
    return by.sends(Map.of("shifts", List.of(shift))).post(TEAM + "/shifts").then();
  }

  /** Instead of somebody who is on call that night. */
  static ValidatableResponse standIn(
      Api by, String person, String instead, LocalDate night, String reason) {
    return by.sends(
            Body.of("person", person)
                .with("insteadOf", instead)
                .with("startsAt", instant(night, "19:00"))
                .with("endsAt", instant(night.plusDays(1), "08:00"))
                .with("reason", reason))
        .post(TEAM + "/stand-ins")
        .then();
  }

  static ValidatableResponse standIn(
      Api by, String person, String instead, Instant from, Instant to, String reason) {
    return by.sends(half(person, from, to).with("insteadOf", instead).with("reason", reason))
        .post(TEAM + "/stand-ins")
        .then();
  }

  /** Of a swap, or of a stand-in. */
  static Body half(String person, Instant from, Instant to) {
    return Body.of("person", person)
        .with("startsAt", from.toString())
        .with("endsAt", to.toString());
  }

  // --- What people see ---

  static String instant(LocalDate day, String clock) {
    return day.atTime(LocalTime.parse(clock)).atZone(CHICAGO).toInstant().toString();
  }

  static List<String> onCallNames(String at) {
    return NINA.calls()
        .queryParam("at", at)
        .get("/api/v1/on-call")
        .then()
        .statusCode(200)
        .extract()
        .path(ofTeam("people.name"));
  }

  static String ofTeam(String what) {
    return "items.teams.flatten().find { it.team.code == 'supply-chain' }." + what;
  }

  /** In the week from that Monday on. */
  static ValidatableResponse week(String path, LocalDate monday) {
    return NINA.calls()
        .queryParam("from", instant(monday, "00:00"))
        .queryParam("to", instant(monday.plusDays(7), "00:00"))
        .get(path + "/roster")
        .then()
        .statusCode(200);
  }
}
