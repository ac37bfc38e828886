package care.andon;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The code keeps the architecture rules: who may use whom, and the rules below. {@link
 * ArchitectureRules} has the rules, {@link ArchitectureRulesFireTest} shows that each of them finds
 * a violation, and {@code src/docs/architecture.md} explains them.
 */
class ArchitectureTest {
  private static final JavaClasses ANDON =
      new ClassFileImporter().withImportOption(DO_NOT_INCLUDE_TESTS).importPackages("care.andon");
  private static final ArchitectureRules RULES = new ArchitectureRules("care.andon");
  private static final HistoryRules HISTORY = new HistoryRules("care.andon");

  @TestFactory
  Stream<DynamicTest> who_may_use_whom() {
    return ArchitectureRules.TABLE.keySet().stream()
        .map(RULES::usesOnlyWhatTheTableAllows)
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(ANDON)));
  }

  @Test
  void the_launcher_uses_only_platform() {
    check(RULES.launcherUsesOnlyPlatform());
  }

  @Test
  void every_package_has_a_row_in_the_table() {
    check(RULES.everyPackageIsInTheTable());
  }

  @Test
  void no_name_occurs_twice() {
    check(RULES.noNameOccursTwice());
  }

  @Test
  void top_level_packages_are_free_of_cycles() {
    check(RULES.topLevelPackagesAreFreeOfCycles());
  }

  @Test
  void packages_are_free_of_cycles() {
    check(RULES.packagesAreFreeOfCycles());
  }

  @Test
  void no_package_is_too_large() {
    check(RULES.noPackageIsTooLarge());
  }

  @Test
  void engines_and_kernel_are_pure() {
    check(RULES.enginesAndKernelArePure());
  }

  @Test
  void the_sla_engine_stands_alone() {
    check(RULES.slaEngineStandsAlone());
  }

  @Test
  void only_time_reads_the_machine_clock() {
    check(RULES.onlyTimeReadsTheMachineClock());
  }

  @Test
  void http_stays_in_resources_and_platform() {
    check(RULES.httpStaysInResourcesAndPlatform());
  }

  @Test
  void resources_never_touch_persistence() {
    check(RULES.resourcesNeverTouchPersistence());
  }

  @Test
  void edges_are_package_private() {
    check(RULES.edgesArePackagePrivate());
  }

  @Test
  void transactions_belong_to_use_cases() {
    check(RULES.transactionsBelongToUseCases());
    check(RULES.transactionalClassesAreUseCases());
  }

  @Test
  void injection_is_by_constructor() {
    check(RULES.injectionIsByConstructor());
    check(RULES.configurationIsNotInjectedIntoFields());
  }

  @Test
  void entity_fields_are_private() {
    check(RULES.entityFieldsArePrivate());
  }

  @Test
  void history_cannot_be_changed() {
    check(HISTORY.historyKnowsNoPanache());
    check(HISTORY.historyEntitiesAreImmutable());
  }

  @Test
  void text_of_events_is_words_or_code() {
    check(HISTORY.textOfEventsIsWordsOrCode());
  }

  @Test
  void the_domain_of_request_knows_no_views() {
    check(RULES.domainOfRequestsKnowsNoViews());
  }

  @Test
  void parts_of_a_request_are_changed_by_request_only() {
    check(RULES.partsOfARequestAreChangedByRequestOnly());
  }

  private static void check(ArchRule rule) {
    rule.check(ANDON);
  }
}
