package care.andon.routing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.matching.engine.Rule;
import care.andon.matching.engine.RuleAnalysis;
import care.andon.matching.engine.Tie;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is refused when a rule is saved, so that luck never decides. */
class RuleAnalysisTest {
  private static final FacilityId LAKESIDE = new FacilityId(id(1));
  private static final FacilityId HILLTOP = new FacilityId(id(2));
  private static final UnitId ICU = new UnitId(id(3));
  private static final UnitId HILLTOP_ED = new UnitId(id(4));

  @Test
  void two_that_name_equally_much_and_can_meet_tie() {
    assertThat(ties(new Named("b", impact(Impact.THIS_SHIFT)), new Named("a", category())))
        .containsExactly(new Tie("a", "b"));
  }

  @Test
  void two_that_never_meet_do_not() {
    assertThat(
            ties(
                new Named("a", impact(Impact.THIS_SHIFT)),
                new Named("b", impact(Impact.SLOWS_CARE))))
        .isEmpty();
    assertThat(
            ties(
                new Named("a", at(Set.of(LAKESIDE), Set.of())),
                new Named("b", at(Set.of(HILLTOP), Set.of()))))
        .isEmpty();
    assertThat(
            ties(
                new Named("a", at(Set.of(LAKESIDE), Set.of(ICU))),
                new Named("b", at(Set.of(HILLTOP), Set.of(HILLTOP_ED)))))
        .isEmpty();
  }

  @Test
  void in_and_out_of_one_calendar_never_meet_two_calendars_may() {
    assertThat(ties(new Named("a", time("hours", true)), new Named("b", time("hours", false))))
        .isEmpty();
    assertThat(ties(new Named("a", time("hours", true)), new Named("b", time("nights", false))))
        .hasSize(1);
    assertThat(ties(new Named("a", time("hours", true)), new Named("b", time("hours", true))))
        .hasSize(1);
  }

  @Test
  void two_calendars_that_are_shown_never_to_meet_do_not_tie() {
    assertThat(ties(new Named("a", time("hours", true)), new Named("b", time("nights", true))))
        .isEmpty();
  }

  @Test
  void different_words_may_stand_in_one_item() {
    assertThat(ties(new Named("a", words("pump")), new Named("b", words("infusion")))).hasSize(1);
  }

  @Test
  void a_rule_about_a_unit_elsewhere_does_not_meet_a_rule_about_a_facility() {
    var one = at(Set.of(), Set.of(HILLTOP_ED));
    var other = thisShiftAt(LAKESIDE);

    assertThat(one.dimensions()).hasSameSizeAs(other.dimensions());
    assertThat(ties(new Named("a", one), new Named("b", other))).isEmpty();
  }

  @Test
  void a_third_that_names_more_and_covers_both_settles_it() {
    var both = equipmentThisShift(Set.of());

    assertThat(
            ties(
                new Named("a", category()),
                new Named("b", impact(Impact.THIS_SHIFT)),
                new Named("c", both)))
        .isEmpty();
  }

  @Test
  void a_third_that_covers_only_a_part_settles_nothing() {
    var part = equipmentThisShift(Set.of(LAKESIDE));

    assertThat(
            ties(
                new Named("a", category()),
                new Named("b", impact(Impact.THIS_SHIFT)),
                new Named("c", part)))
        .contains(new Tie("a", "b"));
  }

  @Test
  void what_owners_of_categories_always_beat_is_in_vain() {
    var owner = new Owner(RuleCriteria.categoryAt(LAKESIDE, Category.EQUIPMENT));
    var book = analysis(new Named("a", category()), owner);

    assertThat(book.neverDecides(category(), everythingAt(LAKESIDE))).isTrue();
    assertThat(book.neverDecides(category(), everythingAt(LAKESIDE, HILLTOP)))
        .as("Hilltop has no owner")
        .isFalse();
    assertThat(
            book.neverDecides(
                RuleCriteria.categoryAt(LAKESIDE, Category.EQUIPMENT), everythingAt(LAKESIDE)))
        .as("names as much")
        .isFalse();
  }

  @Test
  void a_third_settles_what_it_allows_in_every_dimension() {
    var one = at(Set.of(LAKESIDE), Set.of(ICU));
    var other = equipmentThisShift(Set.of());
    for (var third :
        List.of(
            third(Set.of(LAKESIDE), Set.of(Visibility.values())),
            third(Set.of(LAKESIDE, HILLTOP), Set.of(Visibility.values())))) {
      assertThat(ties(new Named("a", one), new Named("b", other), new Named("c", third)))
          .as("%s", third)
          .isEmpty();
    }
    for (var third :
        List.of(
            third(Set.of(HILLTOP), Set.of(Visibility.values())),
            third(Set.of(LAKESIDE), Set.of(Visibility.NAMED)))) {
      assertThat(ties(new Named("a", one), new Named("b", other), new Named("c", third)))
          .as("%s", third)
          .contains(new Tie("a", "b"));
    }
  }

  /** More specific than two dimensions, and about a place only by its facilities. */
  private static RuleCriteria third(Set<FacilityId> facilities, Set<Visibility> visibilities) {
    return new RuleCriteria(
        Set.of(Category.EQUIPMENT), Set.of(), Set.of(), facilities, Set.of(), null, visibilities);
  }

  @Test
  void a_third_with_the_words_or_hours_of_one_of_both_settles_it() {
    var pumps = words("pump");
    var night = time("nights", true);
    var both =
        match(
            Set.of(),
            Set.of(new ItemWords(List.of("pump"))),
            Set.of(),
            new CalendarHours("nights", true));
    var otherHours =
        match(
            Set.of(),
            Set.of(new ItemWords(List.of("pump"))),
            Set.of(),
            new CalendarHours("days", true));
    var otherWords =
        match(
            Set.of(),
            Set.of(new ItemWords(List.of("bed"))),
            Set.of(),
            new CalendarHours("nights", true));

    assertThat(ties(new Named("a", pumps), new Named("b", night), new Named("c", both))).isEmpty();
    assertThat(ties(new Named("a", pumps), new Named("b", night), new Named("c", otherHours)))
        .isNotEmpty();
    assertThat(ties(new Named("a", pumps), new Named("b", night), new Named("c", otherWords)))
        .isNotEmpty();
  }

  /** Every request of a unit is one of its facility. */
  @Test
  void a_third_that_names_the_facility_settles_what_is_about_its_unit() {
    var unit = new Named("a", at(Set.of(), Set.of(ICU)));
    var shift = new Named("b", equipmentThisShift(Set.of()));

    assertThat(ties(unit, shift, new Named("c", equipmentThisShift(Set.of(LAKESIDE))))).isEmpty();
    assertThat(ties(unit, shift, new Named("c", equipmentThisShift(Set.of(HILLTOP)))))
        .containsExactly(new Tie("a", "b"));
  }

  @Test
  void a_unit_nobody_knows_may_be_anywhere_so_it_ties_and_settles_nothing() {
    var nowhere = new UnitId(id(9));
    var unit = at(Set.of(), Set.of(nowhere));
    var facility = thisShiftAt(LAKESIDE);
    var book =
        new RuleAnalysis<RuleCriteria>(
            List.of(new Named("a", unit), new Named("b", facility)), _ -> Optional.empty());

    assertThat(book.ties()).hasSize(1);
  }

  @Test
  void a_third_that_names_a_facility_does_not_settle_a_unit_nobody_knows() {
    var rules =
        List.of(
            new Named("a", at(Set.of(), Set.of(ICU))),
            new Named("b", equipmentThisShift(Set.of())),
            new Named("c", equipmentThisShift(Set.of(LAKESIDE))));

    assertThat(new RuleAnalysis<RuleCriteria>(rules, RuleAnalysisTest::facilityOf).ties())
        .isEmpty();
    assertThat(new RuleAnalysis<RuleCriteria>(rules, _ -> Optional.empty()).ties())
        .containsExactly(new Tie("a", "b"));
  }

  @Test
  void a_tie_is_about_both() {
    assertThat(new Tie("a", "b").isAbout("a")).isTrue();
    assertThat(new Tie("a", "b").isAbout("b")).isTrue();
    assertThat(new Tie("a", "b").isAbout("c")).isFalse();
  }

  @Test
  void a_rule_that_is_for_no_facility_at_all_is_not_called_vain() {
    assertThat(analysis().neverDecides(category(), everythingAt())).isFalse();
  }

  @Test
  void an_owner_of_a_category_ties_with_no_published_rule() {
    var owner = new Owner(RuleCriteria.categoryAt(LAKESIDE, Category.EQUIPMENT));
    var published = new Named("a", RuleCriteria.categoryAt(LAKESIDE, Category.EQUIPMENT));

    assertThat(analysis(owner, published).ties()).isEmpty();
  }

  @Test
  void a_change_is_blamed_for_new_ties_and_for_those_of_the_changed_rule() {
    var a = new Named("a", category());
    var b = new Named("b", impact(Impact.THIS_SHIFT));
    var c = new Named("c", time("hours", true));
    var before = analysis(a, b);

    assertThat(analysis(a, b).newTies(before, null)).isEmpty();
    assertThat(analysis(a, b).newTies(before, "a")).containsExactly(new Tie("a", "b"));
    assertThat(analysis(a, b, c).newTies(before, "c"))
        .containsExactly(new Tie("a", "c"), new Tie("b", "c"));
  }

  /** A published rule. */
  private record Named(String code, RuleCriteria criteria) implements Rule<RuleCriteria> {}

  /** The owner of a category. */
  private record Owner(RuleCriteria criteria) implements Rule<RuleCriteria> {
    @Override
    public String code() {
      return "";
    }

    @Override
    public boolean isDefault() {
      return true;
    }
  }

  private static List<Tie> ties(Named... rules) {
    return analysis(rules).ties();
  }

  @SafeVarargs
  private static RuleAnalysis<RuleCriteria> analysis(Rule<RuleCriteria>... rules) {
    return new RuleAnalysis<>(
        Stream.of(rules).sorted(Comparator.comparing(Rule::code)).toList(),
        RuleAnalysisTest::facilityOf,
        ((DisjointHours) RuleAnalysisTest::neverMeet)::keepApart);
  }

  private static List<RuleCriteria> everythingAt(FacilityId... facilities) {
    return Stream.of(facilities)
        .flatMap(
            facility ->
                Stream.of(Category.values())
                    .map(category -> RuleCriteria.categoryAt(facility, category)))
        .toList();
  }

  private static boolean neverMeet(CalendarHours one, CalendarHours other) {
    return Set.of(one, other)
        .equals(Set.of(new CalendarHours("hours", true), new CalendarHours("nights", true)));
  }

  private static Optional<FacilityId> facilityOf(UnitId unit) {
    return Optional.of(unit.equals(ICU) ? LAKESIDE : HILLTOP);
  }

  private static RuleCriteria category() {
    return match(Set.of(Category.EQUIPMENT), Set.of(), Set.of(), null);
  }

  private static RuleCriteria impact(Impact impact) {
    return match(Set.of(), Set.of(), Set.of(impact), null);
  }

  private static RuleCriteria thisShiftAt(FacilityId facility) {
    return new RuleCriteria(
        Set.of(), Set.of(), Set.of(Impact.THIS_SHIFT), Set.of(facility), Set.of(), null, Set.of());
  }

  private static RuleCriteria equipmentThisShift(Set<FacilityId> facilities) {
    return new RuleCriteria(
        Set.of(Category.EQUIPMENT),
        Set.of(),
        Set.of(Impact.THIS_SHIFT),
        facilities,
        Set.of(),
        null,
        Set.of());
  }

  private static RuleCriteria words(String words) {
    return match(Set.of(), Set.of(new ItemWords(List.of(words))), Set.of(), null);
  }

  private static RuleCriteria time(String calendar, boolean open) {
    return match(Set.of(), Set.of(), Set.of(), new CalendarHours(calendar, open));
  }

  private static RuleCriteria match(
      Set<Category> categories,
      Set<ItemWords> items,
      Set<Impact> impacts,
      @Nullable CalendarHours time) {
    return new RuleCriteria(
        categories, items, impacts, Set.of(), Set.of(), time, Set.<Visibility>of());
  }

  private static RuleCriteria at(Set<FacilityId> facilities, Set<UnitId> units) {
    return new RuleCriteria(Set.of(), Set.of(), Set.of(), facilities, units, null, Set.of());
  }

  private static UUID id(long number) {
    return new UUID(0, number);
  }
}
