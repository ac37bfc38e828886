package care.andon.routing;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.routing.engine.RequestFacts;
import care.andon.routing.engine.RoutingDecision;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every category at every kind of hour, in the demo hospital. */
@QuarkusTest
class DemoWeekTest {
  private static final LocalDateTime MON_2026_03_02 = LocalDateTime.of(2026, 3, 2, 0, 0);

  @Inject Routing routing;
  @Inject Directory directory;

  @ParameterizedTest
  @CsvSource({
    // category, team, Wednesday 10:00, Wednesday 23:00, Saturday 11:00, Sunday 03:00
    "supplies,supply-chain,omar.ortiz,luis.romero,ana.ortiz,luis.romero",
    "equipment,clinical-engineering,mei.chen,ivan.petrov,ivan.petrov,ivan.petrov",
    "medication,pharmacy-operations,joel.adams,olga.novak,joel.adams,olga.novak",
    "it_ehr,clinical-it,kira.jones,raj.mehta,raj.mehta,raj.mehta",
    "information_orders,cmo-office,eleanor.price,dale.cooper,ines.costa,dale.cooper",
    "staffing,staffing-office,tasha.reed,dale.cooper,ines.costa,dale.cooper",
    "facilities,facilities,pete.lowell,pete.lowell,pete.lowell,pete.lowell",
    "evs_linen_waste,environmental-services,"
        + "earl.simmons,earl.simmons,earl.simmons,earl.simmons",
    "transport_flow,patient-flow,jamal.brooks,dale.cooper,jamal.brooks,dale.cooper",
    "policy_admin,cno-cmo-delegate,judith.hale,victor.lang,amy.foster,amy.foster",
    "safety_violence,security,lena.graf,otis.ward,lena.graf,otis.ward",
    "training,education,beth.larsen,simone.david,ines.costa,simone.david",
    "wellbeing,wellbeing,yusuf.demir,claire.moreau,claire.moreau,claire.moreau",
    "other,triage-desk,gwen.parker,dale.cooper,gwen.parker,dale.cooper",
  })
  void the_domain_s_owner_has_it(
      String category, String team, String day, String night, String weekend, String weekendNight) {
    assertHas(team, day, category, MON_2026_03_02.plusDays(2).withHour(10));
    assertHas(team, night, category, MON_2026_03_02.plusDays(2).withHour(23));
    assertHas(team, weekend, category, MON_2026_03_02.plusDays(5).withHour(11));
    assertHas(team, weekendNight, category, MON_2026_03_02.plusDays(6).withHour(3));
  }

  @Test
  void security_and_the_house_supervisor_hear_of_violence() {
    var decision = decide(Category.SAFETY_VIOLENCE, MON_2026_03_02.plusDays(6).withHour(3));

    assertThat(decision.person()).isEqualTo(person("otis.ward"));
    assertThat(decision.alsoTell()).containsExactly(person("dale.cooper"));
    assertThat(decision.because())
        .isEqualTo(
            "Calls for safety go to Security; Otis Ward is on call until 07:00."
                + " Dale Cooper is told as well.");
  }

  @Test
  void a_rule_that_wastes_time_waits_for_the_business_day_with_somebody_behind_it() {
    assertThat(decide(Category.POLICY_ADMIN, MON_2026_03_02.plusDays(5)).because())
        .isEqualTo(
            "Rules and forms go to CNO and CMO delegate on the next business day while the clock"
                + " runs; until then Amy Foster, administrator on call, is behind it.");
  }

  @Test
  void somebody_can_be_reached_for_everything_at_every_minute_of_the_week() {
    var unrouted =
        everyMinuteOfTheWeek()
            .filter(at -> Stream.of(Category.values()).anyMatch(c -> decide(c, at).unrouted()));

    assertThat(unrouted).isEmpty();
  }

  @Test
  void every_tier_can_be_reached_at_every_minute_of_the_week() {
    var facility = directory.facility("LAKESIDE").orElseThrow().id();

    var empty =
        everyMinuteOfTheWeek()
            .filter(
                at ->
                    IntStream.rangeClosed(2, 4)
                        .anyMatch(
                            tier -> directory.tier(facility, tier, null, instant(at)).isEmpty()));

    assertThat(empty).isEmpty();
  }

  private static Stream<LocalDateTime> everyMinuteOfTheWeek() {
    return LongStream.range(0, Duration.ofDays(7).toMinutes())
        .mapToObj(MON_2026_03_02::plusMinutes);
  }

  private void assertHas(String team, String username, String category, LocalDateTime at) {
    var decision = decide(Category.valueOf(category.toUpperCase(Locale.ROOT)), at);
    assertThat(decision.team()).isEqualTo(directory.team(team).orElseThrow().id());
    assertThat(decision.person()).as("%s at %s", category, at).isEqualTo(person(username));
  }

  private PersonId person(String username) {
    return directory.personByUsername(username).orElseThrow().id();
  }

  private RoutingDecision decide(Category category, LocalDateTime at) {
    var unit = directory.unit("4W").orElseThrow();
    return routing.decide(
        new RequestFacts(category, Impact.THIS_SHIFT, unit.id(), unit.facility(), instant(at)));
  }

  private Instant instant(LocalDateTime at) {
    return at.atZone(directory.facility("LAKESIDE").orElseThrow().timeZone()).toInstant();
  }
}
