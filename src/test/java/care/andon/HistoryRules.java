package care.andon;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;

/** The rules about the history below {@code root}. */
record HistoryRules(String root) {

  ArchRule historyKnowsNoPanache() {
    return noClasses()
        .that()
        .resideInAPackage(root + ".history..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.quarkus.hibernate.orm.panache..")
        .as("no Panache in history: it would bring delete and update")
        .allowEmptyShould(true);
  }

  ArchRule historyEntitiesAreImmutable() {
    return classes()
        .that()
        .resideInAPackage(root + ".history..")
        .and()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .should()
        .beAnnotatedWith("org.hibernate.annotations.Immutable")
        .as("entities of history are @Immutable")
        .allowEmptyShould(true);
  }

  /** Text with neither of them could not be erased, and could have names in it. */
  ArchRule textOfEventsIsWordsOrCode() {
    return fields()
        .that()
        .areNotStatic()
        .and(describe("are text of an event", this::isTextOfAnEvent))
        .should(
            ArchCondition.from(
                describe(
                    "be annotated with one of the two",
                    field ->
                        field.isAnnotatedWith(root + ".history.Words")
                            != field.isAnnotatedWith(root + ".history.Code"))))
        .as("text components of events are either @Words or @Code")
        .allowEmptyShould(true);
  }

  private boolean isTextOfAnEvent(JavaField field) {
    return ArchitectureRules.outermost(field.getOwner())
            .getName()
            .equals(root + ".history.RequestEvent")
        && field.getType().getAllInvolvedRawTypes().stream()
            .anyMatch(type -> type.isEquivalentTo(String.class));
  }
}
