package care.andon;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The architecture as rules about the packages below {@code root}. */
record ArchitectureRules(String root) {
  /** About 25, and a package-info. */
  static final int MOST_FILES = 27;

  private static final List<String> EVERYTHING_BELOW_ROOT = List.of("*");

  /**
   * Who may use whom: a package, and the packages it may use besides itself. {@code
   * src/docs/architecture.md} shows the same table, in the same order.
   */
  static final Map<String, List<String>> TABLE = table();

  private static Map<String, List<String>> table() {
    var table = new LinkedHashMap<String, List<String>>();
    table.put("kernel", List.of());
    table.put("platform", List.of("kernel"));
    table.put("history", List.of("kernel", "platform"));
    table.put("directory", List.of("kernel", "platform"));
    table.put("versioned", List.of("kernel", "platform"));
    table.put("matching", List.of("kernel"));
    table.put("sla", List.of("kernel", "platform", "versioned", "matching"));
    // A routing rule may name a calendar, and a calendar that a rule names cannot be retired.
    table.put(
        "routing", List.of("kernel", "platform", "versioned", "matching", "directory", "sla"));
    table.put(
        "request",
        List.of("kernel", "platform", "versioned", "history", "directory", "routing", "sla"));
    var requestAndBelow = new ArrayList<>(table.get("request"));
    requestAndBelow.add("request");
    table.put("retention", List.of("kernel", "platform", "directory", "request"));
    table.put("channel", List.of("kernel", "platform"));
    table.put(
        "telling", List.of("kernel", "platform", "history", "directory", "request", "channel"));
    var retentionAndBelow = new ArrayList<>(requestAndBelow);
    retentionAndBelow.add("retention");
    // The end of a day closes its figures.
    retentionAndBelow.add("metrics");
    table.put("heartbeat", List.copyOf(retentionAndBelow));
    table.put("whatif", List.copyOf(requestAndBelow));
    table.put("metrics", List.of("kernel", "platform", "versioned", "history", "directory", "sla"));
    table.put("views", List.of("kernel", "platform", "directory", "sla", "request", "metrics"));
    table.put(
        "pages",
        List.of(
            "kernel",
            "platform",
            "history",
            "directory",
            "sla",
            "request",
            "telling",
            "metrics",
            "views"));
    table.put("feed", List.of("kernel", "platform", "history", "directory", "request"));
    table.put("outbound", List.of("platform"));
    table.put(
        "webhook",
        List.of("kernel", "platform", "history", "directory", "request", "feed", "outbound"));
    table.put("demo", EVERYTHING_BELOW_ROOT);
    return table;
  }

  // --- Who may use whom

  ArchRule usesOnlyWhatTheTableAllows(String feature) {
    var allowed =
        Stream.concat(Stream.of(feature), TABLE.get(feature).stream())
            .map(name -> name.equals("*") ? root + ".." : root + "." + name + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(root + "." + feature + "..")
        .should()
        .dependOnClassesThat(resideInAPackage(root + "..").and(not(resideInAnyPackage(allowed))))
        .as(feature + " may use " + TABLE.get(feature))
        .allowEmptyShould(true);
  }

  ArchRule launcherUsesOnlyPlatform() {
    return noClasses()
        .that()
        .resideInAPackage(root)
        .should()
        .dependOnClassesThat(
            resideInAPackage(root + "..").and(not(resideInAnyPackage(root, root + ".platform.."))))
        .as("the launcher may use only platform")
        .allowEmptyShould(true);
  }

  ArchRule everyPackageIsInTheTable() {
    var known =
        Stream.concat(
                Stream.of(root), TABLE.keySet().stream().map(name -> root + "." + name + ".."))
            .toArray(String[]::new);
    return classes()
        .should()
        .resideInAnyPackage(known)
        .as("every package has a row in the table")
        .allowEmptyShould(true);
  }

  ArchRule topLevelPackagesAreFreeOfCycles() {
    return slices()
        .matching(root + ".(*)..")
        .should()
        .beFreeOfCycles()
        .as("no cycles between top-level packages")
        .allowEmptyShould(true);
  }

  /** A package and its sub-packages count as different packages. */
  ArchRule packagesAreFreeOfCycles() {
    return slices()
        .matching(root + ".(**)")
        .should()
        .beFreeOfCycles()
        .as("no cycles between packages")
        .allowEmptyShould(true);
  }

  /** A newcomer who searches for a class by its name finds one. */
  ArchRule noNameOccursTwice() {
    return classes()
        .that(describe("are top-level", type -> type.getEnclosingClass().isEmpty()))
        .and(describe("are no package-info", type -> !type.getSimpleName().equals("package-info")))
        .should(haveNamesOfTheirOwn())
        .as("no two top-level classes have the same simple name")
        .allowEmptyShould(true);
  }

  private static ArchCondition<JavaClass> haveNamesOfTheirOwn() {
    return new ArchCondition<>("have names of their own") {
      private final Map<String, String> seen = new TreeMap<>();

      @Override
      public void check(JavaClass type, ConditionEvents events) {
        var other = seen.putIfAbsent(type.getSimpleName(), type.getName());
        if (other != null) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getName() + " has the same simple name as " + other));
        }
      }
    };
  }

  ArchRule noPackageIsTooLarge() {
    return classes()
        .should(beInAPackageOfAtMost(MOST_FILES))
        .as("no package has more than " + MOST_FILES + " files")
        .allowEmptyShould(true);
  }

  private static ArchCondition<JavaClass> beInAPackageOfAtMost(int most) {
    return new ArchCondition<>("be in a package of at most " + most + " files") {
      private final Map<String, Set<String>> files = new TreeMap<>();

      @Override
      public void check(JavaClass type, ConditionEvents events) {
        files
            .computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
            .add(type.getSource().flatMap(Source::getFileName).orElseThrow());
      }

      @Override
      public void finish(ConditionEvents events) {
        files.forEach(
            (name, inside) -> {
              if (inside.size() > most) {
                events.add(
                    SimpleConditionEvent.violated(
                        name, name + " has " + inside.size() + " files; move some of them out"));
              }
            });
        files.clear();
      }
    };
  }

  // --- Pure code

  ArchRule enginesAndKernelArePure() {
    return classes()
        .that()
        .resideInAnyPackage(root + ".kernel..", root + "..engine..", root + ".directory.oncall..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "org.jspecify..",
                root + ".kernel..",
                root + "..engine..",
                root + ".directory.oncall.."))
        .as(
            "engines and kernel use only java, jspecify, kernel and engines; directory.oncall is one")
        .allowEmptyShould(true);
  }

  ArchRule slaEngineStandsAlone() {
    return classes()
        .that()
        .resideInAPackage(root + ".sla.engine..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify..", root + ".sla.engine.."))
        .as("sla.engine uses only java, jspecify and itself")
        .allowEmptyShould(true);
  }

  ArchRule onlyTimeReadsTheMachineClock() {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName(root + ".platform.time.Time")
        .and()
        .resideOutsideOfPackage(root + ".demo..")
        .should()
        .accessTargetWhere(readsTheMachineClock())
        .as("only platform.time.Time reads the machine clock")
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheMachineClock() {
    return describe(
        "reads the machine clock",
        access -> {
          var owner = access.getTargetOwner();
          var name = access.getName();
          return switch (owner.getName()) {
            case "java.lang.System" -> Set.of("currentTimeMillis", "nanoTime").contains(name);
            case "java.util.Date", "java.util.GregorianCalendar" ->
                access.getTarget().getFullName().endsWith("<init>()");
            case "java.util.Calendar" -> name.equals("getInstance");
            case "java.time.InstantSource" -> name.equals("system");
            case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
            default -> owner.getPackageName().startsWith("java.time") && name.equals("now");
          };
        });
  }

  // --- The edges

  ArchRule httpStaysInResourcesAndPlatform() {
    return noClasses()
        .that(isNoResource())
        .and()
        .resideOutsideOfPackage(root + ".platform.web..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.ws.rs..")
        .as("jakarta.ws.rs only in *Resource and platform.web")
        .allowEmptyShould(true);
  }

  /** A type nested in a resource belongs to the resource. */
  private static DescribedPredicate<JavaClass> isNoResource() {
    return describe(
        "are no *Resource", type -> !outermost(type).getSimpleName().endsWith("Resource"));
  }

  static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureRules::outermost).orElse(type);
  }

  ArchRule resourcesNeverTouchPersistence() {
    return noClasses()
        .that()
        .haveSimpleNameEndingWith("Resource")
        .should()
        .dependOnClassesThat(
            simpleName("EntityManager").or(simpleName("Session")).or(endingWith("Repository")))
        .as("*Resource never touches a *Repository or the EntityManager")
        .allowEmptyShould(true);
  }

  /** Lists, details and HTTP are made from the domain, and never the other way round. */
  ArchRule domainOfRequestsKnowsNoViews() {
    return noClasses()
        .that()
        .resideInAnyPackage(root + ".request", root + ".request.clock..")
        .or()
        .resideInAnyPackage(root + ".request.escalation..", root + ".request.assignment..")
        .should()
        .dependOnClassesThat(
            describe(
                "are views, resources or bodies, or inside one",
                type -> outermost(type).getSimpleName().matches(".+(View|Resource|Body)")))
        .as("the domain of request knows no *View, *Resource and *Body")
        .allowEmptyShould(true);
  }

  /** Only the aggregate decides when its clocks, its escalations and its ownership change. */
  ArchRule partsOfARequestAreChangedByRequestOnly() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".request")
        .should()
        .accessTargetWhere(
            describe("changes a part of a request from outside", this::changesAPartOfARequest))
        .as("clocks, escalations and ownership are changed by request only")
        .allowEmptyShould(true);
  }

  /** Parts change by methods without a result and by those of the names in the rule. */
  private boolean changesAPartOfARequest(JavaAccess<?> access) {
    var owner = access.getTargetOwner().getPackageName();
    return Set.of(root + ".request.clock", root + ".request.escalation", root + ".request.state")
            .contains(owner)
        && !access.getOriginOwner().getPackageName().equals(owner)
        && access.getTarget() instanceof CodeUnitAccessTarget target
        && !target.getName().equals("<init>")
        && (target.getRawReturnType().getName().equals("void")
            || Set.of("advance", "apply", "after").contains(target.getName()));
  }

  private static DescribedPredicate<JavaClass> endingWith(String suffix) {
    return nameEndingWith(suffix).<JavaClass>forSubtype();
  }

  ArchRule edgesArePackagePrivate() {
    return classes()
        .that()
        .haveNameMatching(".*(Resource|Repository|Ticker|Sender)")
        .and(describe("are not abstract", type -> !isAbstract(type)))
        .should()
        .bePackagePrivate()
        .as("*Resource, *Repository, *Ticker, *Sender are package-private")
        .allowEmptyShould(true);
  }

  // --- How beans and entities are made

  /** An abstract resource that several features extend is public. */
  private static boolean isAbstract(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.ABSTRACT);
  }

  private static final DescribedPredicate<HasName> EDGE =
      describe(
          "edge",
          owner -> owner.getName().matches(".*(Resource|Repository|Ticker|Sender)(\\$.*)?"));

  ArchRule transactionsBelongToUseCases() {
    return methods()
        .that()
        .areAnnotatedWith("jakarta.transaction.Transactional")
        .should()
        .beDeclaredInClassesThat(
            not(EDGE.<JavaClass>forSubtype())
                .and(not(resideInAnyPackage(root + "..engine..", root + ".kernel..")))
                .and(
                    describe(
                        "no entities",
                        type -> !type.isAnnotatedWith("jakarta.persistence.Entity"))))
        .as("@Transactional only on use cases")
        .allowEmptyShould(true);
  }

  ArchRule transactionalClassesAreUseCases() {
    return noClasses()
        .that(EDGE.<JavaClass>forSubtype())
        .or()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .should()
        .beAnnotatedWith("jakarta.transaction.Transactional")
        .as("no edge and no entity is @Transactional")
        .allowEmptyShould(true);
  }

  ArchRule injectionIsByConstructor() {
    return members()
        .that(describe("are fields or methods", member -> !member.getName().equals("<init>")))
        .should()
        .notBeAnnotatedWith("jakarta.inject.Inject")
        .as("constructor injection only")
        .allowEmptyShould(true);
  }

  ArchRule configurationIsNotInjectedIntoFields() {
    return fields()
        .should()
        .notBeAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
        .as("configuration comes by constructor")
        .allowEmptyShould(true);
  }

  ArchRule entityFieldsArePrivate() {
    return fields()
        .that()
        .areDeclaredInClassesThat(
            annotatedWith("jakarta.persistence.Entity")
                .or(annotatedWith("jakarta.persistence.Embeddable"))
                .<JavaClass>forSubtype())
        .and()
        .areNotStatic()
        .should()
        .bePrivate()
        .as("@Entity and @Embeddable fields are private")
        .allowEmptyShould(true);
  }
}
