package care.andon.support;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Bodies as people send them. A test changes the relevant property with {@code with}. */
public final class Given {
  private static final AtomicInteger NEEDS = new AtomicInteger();

  private Given() {}

  /** Returns a word that no other test uses, to find the requests of this test. */
  public static String aWord() {
    return "word" + Long.toString(System.nanoTime(), 36) + "n" + NEEDS.incrementAndGet();
  }

  /** A minimal body: three fields and the unit. */
  public static Body aNeed() {
    return Body.of("impact", "this_shift")
        .with("category", "supplies")
        .with("need", "Out of 18G IV catheters")
        .with("unit", "4W");
  }

  public static Body aNeedOf(String impact, String category) {
    return aNeed().with("impact", impact).with("category", category);
  }

  public static Body anAcknowledgement() {
    return Body.of("words", "On my way with a box");
  }

  public static Body aPromise(Instant promisedBy) {
    return anAcknowledgement().with("promisedBy", promisedBy.toString());
  }

  public static Body anAssignment(String team) {
    return Body.of("team", team).with("reason", "They stock these");
  }

  public static Body aMessage(String words) {
    return Body.of("words", words);
  }

  public static Body aNote(String words) {
    return aMessage(words).with("audience", "internal");
  }

  public static Body aQuestion() {
    return Body.of("question", "Straight or winged?");
  }

  public static Body words(String words) {
    return Body.of("words", words);
  }

  public static Body anImpact(String impact) {
    return Body.of("impact", impact);
  }

  public static Body anAssessment(String impact) {
    return anImpact(impact).with("reason", "There is a box in room 2");
  }

  public static Body aReopening() {
    return Body.of("reason", "The box was empty");
  }

  public static Body aGivingBack() {
    return Body.of("reason", "I am called to the operating rooms");
  }

  public static Body aRefusal() {
    return Body.of("reason", "not_possible")
        .with("words", "The maker no longer delivers them")
        .with("alternative", "20G are on the cart");
  }

  /** Returns a valid body for the act. */
  public static Body bodyOf(String act) {
    return switch (act) {
      case "acknowledge" -> anAcknowledgement();
      case "assign" -> anAssignment("clinical-engineering");
      case "take" -> words("I am next to the store room");
      case "give-back" -> aGivingBack();
      case "messages" -> aMessage("The box left the store room");
      case "ask" -> aQuestion();
      case "answer" -> words("Winged, please");
      case "impact" -> anImpact("patient_waiting");
      case "assess" -> anAssessment("slows_care");
      case "resolve" -> words("Two boxes are on the cart");
      case "confirm", "withdraw" -> words("Thank you");
      case "reopen" -> aReopening();
      case "decline" -> aRefusal();
      default -> throw new IllegalArgumentException("There is no act " + act);
    };
  }
}
