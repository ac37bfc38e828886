package care.andon.routing.engine;

import care.andon.kernel.Category;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The sentences a caregiver reads under "why this team?". */
final class RoutingExplanation {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private RoutingExplanation() {}

  static String onCall(RoutingRule rule, RequestFacts facts, OnCallCandidate person) {
    return "%s; %s is on call %s.".formatted(owner(rule, facts), person.name(), until(person));
  }

  static String leastOpen(RoutingRule rule, RequestFacts facts, OnCallCandidate person) {
    return "%s; %s has the least open work of those on call; on call %s."
        .formatted(owner(rule, facts), person.name(), until(person));
  }

  static String turn(RoutingRule rule, RequestFacts facts, OnCallCandidate person) {
    return "%s; it is the turn of %s, on call %s."
        .formatted(owner(rule, facts), person.name(), until(person));
  }

  static String untilTaken(RoutingRule rule, RequestFacts facts, List<OnCallCandidate> people) {
    return "%s; whoever takes it first has it, and %s can be reached now."
        .formatted(owner(rule, facts), names(people));
  }

  static String otherTeam(
      RoutingRule rule, RequestFacts facts, BackupTeam.OtherTeam other, OnCallCandidate person) {
    return "%s; nobody there is on call now, so %s of %s has it, on call %s."
        .formatted(owner(rule, facts), person.name(), other.name(), until(person));
  }

  static String facility(
      RoutingRule rule, RequestFacts facts, BackupTeam.Facility backup, OnCallCandidate person) {
    var pattern =
        rule.waitsForBusinessDay()
            ? "%s on the next business day while the clock runs; until then %s, %s, is behind it."
            : "%s; nobody there is on call now, so %s, %s, has it.";
    return pattern.formatted(owner(rule, facts), person.name(), backup.words());
  }

  static String nobody(RoutingRule rule, RequestFacts facts) {
    return "%s; nobody there, no house supervisor and no administrator on call can be reached now."
        .formatted(owner(rule, facts));
  }

  static String noOwner(OnCallCandidate person) {
    return "Nobody looks after this category here yet; %s has it.".formatted(person.name());
  }

  static String noOwnerAndNobody() {
    return "Nobody looks after this category here yet, and nobody can be reached now.";
  }

  /** A further sentence, or nothing. */
  static String told(List<OnCallCandidate> told) {
    if (told.isEmpty()) {
      return "";
    }
    return " %s %s told as well.".formatted(names(told), told.size() == 1 ? "is" : "are");
  }

  private static String names(List<OnCallCandidate> people) {
    return people.stream()
        .map(OnCallCandidate::name)
        .distinct()
        .collect(Collectors.joining(" and "));
  }

  private static String owner(RoutingRule rule, RequestFacts facts) {
    return rule.name() == null
        ? goTo(facts.category()) + " " + rule.teamName()
        : "By the rule \"%s\" it goes to %s".formatted(rule.name(), rule.teamName());
  }

  private static String until(OnCallCandidate person) {
    return person.until().map(time -> "until " + CLOCK.format(time)).orElse("round the clock");
  }

  private static String goTo(Category category) {
    return switch (category) {
      case SUPPLIES -> "Supplies go to";
      case EQUIPMENT -> "Equipment goes to";
      case MEDICATION -> "Medications go to";
      case IT_EHR -> "Computers, phones and the EHR go to";
      case INFORMATION_ORDERS -> "Missing answers and orders go to";
      case STAFFING -> "Staffing goes to";
      case FACILITIES -> "Rooms and the building go to";
      case EVS_LINEN_WASTE -> "Cleaning, linen and waste go to";
      case TRANSPORT_FLOW -> "Patients and specimens that do not move go to";
      case POLICY_ADMIN -> "Rules and forms go to";
      case SAFETY_VIOLENCE -> "Calls for safety go to";
      case TRAINING -> "Training goes to";
      case WELLBEING -> "Support for staff goes to";
      case OTHER -> "Everything else goes to";
    };
  }
}
