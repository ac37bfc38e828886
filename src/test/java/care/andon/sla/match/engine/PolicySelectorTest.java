package care.andon.sla.match.engine;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.matching.engine.Tie;
import care.andon.matching.engine.UnitLocations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicySelectorTest {
  private static final FacilityId NORTH = new FacilityId(new UUID(1, 1));
  private static final FacilityId SOUTH = new FacilityId(new UUID(1, 2));
  private static final UnitId WARD = new UnitId(new UUID(2, 1));
  private static final UnitId CLINIC = new UnitId(new UUID(2, 2));
  private static final UnitId NOWHERE = new UnitId(new UUID(2, 3));
  private static final TeamId PHARMACY = new TeamId(new UUID(3, 1));
  private static final TeamId SUPPLY = new TeamId(new UUID(3, 2));

  /** The ward is in the north, the clinic in the south. */
  private static final UnitLocations PLACES =
      unit ->
          unit.equals(WARD)
              ? Optional.of(NORTH)
              : unit.equals(CLINIC) ? Optional.of(SOUTH) : Optional.empty();

  private static final PolicyFacts MEDICATION =
      new PolicyFacts(Impact.PATIENT_WAITING, Category.MEDICATION, NORTH, WARD, PHARMACY);

  // --- Choosing ---

  @Test
  void the_one_that_names_more_is_chosen_and_says_why() {
    var book =
        new PolicySelector(
            List.of(
                resolve("all", PolicyCriteria.ALL),
                resolve("waiting", impacts(Impact.PATIENT_WAITING)),
                resolve("medication-now", medicationNow())));

    var choice = book.choose(MEDICATION, ClockKind.RESOLVE).orElseThrow();

    assertThat(choice.rule().code()).isEqualTo("medication-now");
    assertThat(choice.beaten()).extracting(PolicyRule::code).containsExactly("waiting", "all");
    assertThat(choice.why())
        .isEqualTo(
            "This policy is made for this impact and category, so it goes before the more general waiting and all.");
  }

  @Test
  void one_that_goes_before_one_other_says_so() {
    var book =
        new PolicySelector(
            List.of(
                resolve("all", PolicyCriteria.ALL), resolve("w", impacts(Impact.PATIENT_WAITING))));

    assertThat(book.choose(MEDICATION, ClockKind.RESOLVE).orElseThrow().why())
        .isEqualTo("This policy is made for this impact, so it goes before the more general all.");
  }

  @Test
  void the_only_one_says_that_it_is() {
    var book = new PolicySelector(List.of(resolve("all", PolicyCriteria.ALL)));

    assertThat(book.choose(MEDICATION, ClockKind.RESOLVE).orElseThrow().why())
        .isEqualTo("This policy is for every request; no other one promises anything here.");
  }

  @Test
  void a_policy_that_does_not_set_the_clock_is_not_there_for_it() {
    var book =
        new PolicySelector(
            List.of(
                new PolicyRule("all", PolicyCriteria.ALL, Set.of(ClockKind.values())),
                resolve("medication-now", medicationNow())));

    assertThat(chosen(book, MEDICATION, ClockKind.RESOLVE)).contains("medication-now");
    assertThat(chosen(book, MEDICATION, ClockKind.UPDATE)).contains("all");
  }

  @Test
  void where_no_policy_matches_nothing_is_chosen() {
    var book = new PolicySelector(List.of(resolve("improve", impacts(Impact.IMPROVEMENT))));

    assertThat(book.choose(MEDICATION, ClockKind.RESOLVE)).isEmpty();
    assertThat(new PolicySelector(List.of()).choose(MEDICATION, ClockKind.RESOLVE)).isEmpty();
  }

  @Test
  void every_dimension_that_is_named_has_to_fit() {
    var all =
        new PolicyCriteria(
            Set.of(Impact.PATIENT_WAITING),
            Set.of(Category.MEDICATION),
            Set.of(NORTH),
            Set.of(WARD),
            Set.of(PHARMACY));

    assertThat(all.matches(MEDICATION)).isTrue();
    assertThat(all.dimensions()).containsExactlyInAnyOrder(PolicyDimension.values());
    assertThat(PolicyCriteria.ALL.matches(MEDICATION)).isTrue();
    assertThat(
            Stream.of(
                new PolicyFacts(Impact.THIS_SHIFT, Category.MEDICATION, NORTH, WARD, PHARMACY),
                new PolicyFacts(Impact.PATIENT_WAITING, Category.SUPPLIES, NORTH, WARD, PHARMACY),
                new PolicyFacts(Impact.PATIENT_WAITING, Category.MEDICATION, SOUTH, WARD, PHARMACY),
                new PolicyFacts(
                    Impact.PATIENT_WAITING, Category.MEDICATION, NORTH, CLINIC, PHARMACY),
                new PolicyFacts(Impact.PATIENT_WAITING, Category.MEDICATION, NORTH, WARD, SUPPLY),
                new PolicyFacts(Impact.PATIENT_WAITING, Category.MEDICATION, NORTH, WARD, null)))
        .noneMatch(all::matches);
  }

  @Test
  void with_a_tie_the_code_that_sorts_first_decides_not_luck() {
    var one = resolve("b", categories(Category.MEDICATION));
    var other = resolve("a", impacts(Impact.PATIENT_WAITING));

    for (var rules : List.of(List.of(one, other), List.of(other, one))) {
      assertThat(chosen(new PolicySelector(rules), MEDICATION, ClockKind.RESOLVE)).contains("a");
    }
  }

  // --- Ties ---

  @Test
  void two_that_name_equally_much_and_can_meet_tie_for_each_clock_both_set() {
    var one = new PolicyRule("one", impacts(Impact.PATIENT_WAITING), Set.of(ClockKind.values()));
    var other =
        new PolicyRule(
            "other",
            categories(Category.MEDICATION),
            Set.of(ClockKind.RESOLVE, ClockKind.ACKNOWLEDGE));

    var ties = new PolicySelector(List.of(other, one)).ties(PLACES);

    assertThat(ties)
        .containsExactly(
            new PolicyTie(new Tie("one", "other"), ClockKind.ACKNOWLEDGE),
            new PolicyTie(new Tie("one", "other"), ClockKind.RESOLVE));
    assertThat(ties.getFirst().policies().isAbout("one")).isTrue();
    assertThat(ties.getFirst().policies().isAbout("other")).isTrue();
    assertThat(ties.getFirst().policies().isAbout("third")).isFalse();
  }

  @Test
  void what_can_never_match_the_same_request_is_no_tie() {
    assertThat(ties(impacts(Impact.PATIENT_WAITING), impacts(Impact.THIS_SHIFT))).isEmpty();
    assertThat(ties(categories(Category.OTHER), categories(Category.SUPPLIES))).isEmpty();
    assertThat(ties(at(NORTH), at(SOUTH))).isEmpty();
    assertThat(ties(on(WARD), on(CLINIC))).isEmpty();
    assertThat(ties(by(PHARMACY), by(SUPPLY))).isEmpty();
  }

  @Test
  void what_shares_a_value_is_a_tie() {
    assertThat(
            ties(
                impacts(Impact.PATIENT_WAITING, Impact.THIS_SHIFT),
                impacts(Impact.THIS_SHIFT, Impact.SLOWS_CARE)))
        .hasSize(1);
    assertThat(ties(at(NORTH, SOUTH), at(SOUTH))).hasSize(1);
    assertThat(ties(by(SUPPLY), on(WARD))).hasSize(1);
    assertThat(ties(PolicyCriteria.ALL, PolicyCriteria.ALL)).hasSize(1);
  }

  @Test
  void a_unit_is_in_one_facility_and_meets_no_policy_for_another() {
    assertThat(ties(on(WARD), at(SOUTH))).isEmpty();
    assertThat(ties(on(WARD), at(NORTH))).hasSize(1);
    assertThat(ties(on(WARD, CLINIC), at(SOUTH))).hasSize(1);
    assertThat(ties(on(NOWHERE), at(SOUTH))).as("a unit nobody knows").hasSize(1);
  }

  @Test
  void one_that_names_more_or_less_is_no_tie() {
    assertThat(ties(medicationNow(), impacts(Impact.PATIENT_WAITING))).isEmpty();
  }

  @Test
  void a_third_one_that_covers_what_both_match_settles_it() {
    var waiting = resolve("waiting", impacts(Impact.PATIENT_WAITING));
    var medication = resolve("medication", categories(Category.MEDICATION));

    assertThat(new PolicySelector(List.of(waiting, medication)).ties(PLACES)).hasSize(1);
    assertThat(
            new PolicySelector(List.of(waiting, medication, resolve("now", medicationNow())))
                .ties(PLACES))
        .isEmpty();
    assertThat(
            new PolicySelector(
                    List.of(
                        waiting,
                        medication,
                        new PolicyRule("now", medicationNow(), Set.of(ClockKind.UPDATE))))
                .ties(PLACES))
        .as("the third one sets another clock")
        .hasSize(1);
  }

  @Test
  void a_third_one_that_covers_only_some_of_it_does_not_settle_it() {
    var one = resolve("one", impacts(Impact.PATIENT_WAITING, Impact.THIS_SHIFT));
    var other = resolve("other", categories(Category.MEDICATION, Category.SUPPLIES));

    for (var third :
        List.of(
            medicationNow(),
            new PolicyCriteria(
                Set.of(Impact.PATIENT_WAITING, Impact.THIS_SHIFT),
                Set.of(Category.MEDICATION, Category.SUPPLIES),
                Set.of(NORTH),
                Set.of(),
                Set.of()))) {
      assertThat(new PolicySelector(List.of(one, other, resolve("third", third))).ties(PLACES))
          .extracting(tie -> tie.policies().other())
          .contains("other");
    }
  }

  @Test
  void a_third_one_for_the_facility_covers_units_that_are_in_it() {
    var unit = resolve("unit", on(WARD));
    var team = resolve("team", by(PHARMACY));
    var facilityAndTeam =
        new PolicyCriteria(Set.of(), Set.of(), Set.of(NORTH), Set.of(), Set.of(PHARMACY, SUPPLY));
    var elsewhere =
        new PolicyCriteria(Set.of(), Set.of(), Set.of(SOUTH), Set.of(), Set.of(PHARMACY, SUPPLY));

    assertThat(
            new PolicySelector(List.of(unit, team, resolve("third", facilityAndTeam))).ties(PLACES))
        .isEmpty();
    assertThat(new PolicySelector(List.of(unit, team, resolve("third", elsewhere))).ties(PLACES))
        .hasSize(1);
  }

  @Test
  void a_third_one_for_just_what_both_name_settles_it() {
    var one = resolve("one", onWard(Impact.THIS_SHIFT, Impact.PATIENT_WAITING));
    var other = resolve("other", onWard(Impact.PATIENT_WAITING, Impact.SLOWS_CARE));
    var both =
        new PolicyCriteria(
            Set.of(Impact.PATIENT_WAITING), Set.of(), Set.of(NORTH), Set.of(WARD), Set.of());

    assertThat(new PolicySelector(List.of(one, other)).ties(PLACES)).hasSize(1);
    assertThat(new PolicySelector(List.of(one, other, resolve("third", both))).ties(PLACES))
        .isEmpty();
  }

  private static PolicyCriteria onWard(Impact... impacts) {
    return new PolicyCriteria(Set.of(impacts), Set.of(), Set.of(), Set.of(WARD), Set.of());
  }

  @Test
  void naming_every_impact_covers_one_that_names_none() {
    var one = resolve("one", categories(Category.MEDICATION));
    var other = resolve("other", by(PHARMACY));
    var third =
        new PolicyCriteria(
            Set.of(Impact.values()),
            Set.of(Category.MEDICATION),
            Set.of(),
            Set.of(),
            Set.of(PHARMACY));

    assertThat(new PolicySelector(List.of(one, other, resolve("third", third))).ties(PLACES))
        .isEmpty();
  }

  @Test
  void a_change_is_blamed_for_its_own_ties_only() {
    var waiting = resolve("waiting", impacts(Impact.PATIENT_WAITING));
    var medication = resolve("medication", categories(Category.MEDICATION));
    var pharmacy = resolve("pharmacy", by(PHARMACY));
    var before = new PolicySelector(List.of(waiting, medication));
    var after = new PolicySelector(List.of(waiting, medication, pharmacy));

    assertThat(before.newTies(before, null, PLACES)).isEmpty();
    assertThat(before.newTies(before, "waiting", PLACES))
        .containsExactly(new PolicyTie(new Tie("medication", "waiting"), ClockKind.RESOLVE));
    assertThat(after.newTies(before, "pharmacy", PLACES))
        .containsExactly(
            new PolicyTie(new Tie("medication", "pharmacy"), ClockKind.RESOLVE),
            new PolicyTie(new Tie("pharmacy", "waiting"), ClockKind.RESOLVE));
  }

  // --- Gaps ---

  @Test
  void what_no_policy_covers_is_a_gap_by_name() {
    var book =
        new PolicySelector(
            List.of(
                new PolicyRule(
                    "all", impacts(Impact.PATIENT_WAITING), Set.of(ClockKind.ACKNOWLEDGE)),
                new PolicyRule(
                    "some",
                    new PolicyCriteria(
                        Set.of(Impact.THIS_SHIFT),
                        Set.of(Category.MEDICATION),
                        Set.of(),
                        Set.of(),
                        Set.of()),
                    Set.of(ClockKind.ACKNOWLEDGE))));

    var gaps = book.gaps(Set.of(NORTH));

    assertThat(gaps).hasSize(3 + 4 + 4);
    assertThat(gaps)
        .filteredOn(gap -> gap.clock() == ClockKind.ACKNOWLEDGE)
        .extracting(PolicyGap::impact)
        .containsExactly(Impact.THIS_SHIFT, Impact.SLOWS_CARE, Impact.IMPROVEMENT);
    assertThat(gaps.getFirst().categories())
        .hasSize(Category.values().length - 1)
        .doesNotContain(Category.MEDICATION);
  }

  @Test
  void a_policy_for_one_facility_leaves_the_others_without() {
    var north = new PolicyRule("north", at(NORTH), Set.of(ClockKind.values()));
    var south = new PolicyRule("south", at(SOUTH), Set.of(ClockKind.values()));

    assertThat(new PolicySelector(List.of(north)).gaps(Set.of(NORTH))).isEmpty();
    assertThat(new PolicySelector(List.of(north)).gaps(Set.of(NORTH, SOUTH))).hasSize(12);
    assertThat(new PolicySelector(List.of(north, south)).gaps(Set.of(NORTH, SOUTH))).isEmpty();
    assertThat(new PolicySelector(List.of(north)).gaps(Set.of())).hasSize(12);
  }

  @Test
  void a_policy_for_a_unit_or_a_team_is_not_for_everybody() {
    assertThat(new PolicySelector(List.of(resolve("a", on(WARD)))).gaps(Set.of(NORTH))).hasSize(12);
    assertThat(new PolicySelector(List.of(resolve("a", by(SUPPLY)))).gaps(Set.of(NORTH)))
        .hasSize(12);
    assertThat(new PolicySelector(List.of(resolve("a", PolicyCriteria.ALL))).gaps(Set.of(NORTH)))
        .hasSize(8);
  }

  // --- Words ---

  private static List<PolicyTie> ties(PolicyCriteria one, PolicyCriteria other) {
    return new PolicySelector(List.of(resolve("one", one), resolve("other", other))).ties(PLACES);
  }

  private static Optional<String> chosen(PolicySelector book, PolicyFacts facts, ClockKind clock) {
    return book.choose(facts, clock).map(choice -> choice.rule().code());
  }

  private static PolicyRule resolve(String code, PolicyCriteria match) {
    return new PolicyRule(code, match, Set.of(ClockKind.RESOLVE));
  }

  private static PolicyCriteria medicationNow() {
    return new PolicyCriteria(
        Set.of(Impact.PATIENT_WAITING), Set.of(Category.MEDICATION), Set.of(), Set.of(), Set.of());
  }

  private static PolicyCriteria impacts(Impact... impacts) {
    return new PolicyCriteria(Set.of(impacts), Set.of(), Set.of(), Set.of(), Set.of());
  }

  private static PolicyCriteria categories(Category... categories) {
    return new PolicyCriteria(Set.of(), Set.of(categories), Set.of(), Set.of(), Set.of());
  }

  private static PolicyCriteria at(FacilityId... facilities) {
    return new PolicyCriteria(Set.of(), Set.of(), Set.of(facilities), Set.of(), Set.of());
  }

  private static PolicyCriteria on(UnitId... units) {
    return new PolicyCriteria(Set.of(), Set.of(), Set.of(), Set.of(units), Set.of());
  }

  private static PolicyCriteria by(TeamId... teams) {
    return new PolicyCriteria(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(teams));
  }
}
