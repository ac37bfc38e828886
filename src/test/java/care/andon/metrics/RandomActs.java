package care.andon.metrics;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import care.andon.support.Api;
import care.andon.support.Given;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What people do to requests at random, and how much time passes between. */
public final class RandomActs {
  public static final List<String> IMPACTS =
      List.of("patient_waiting", "this_shift", "slows_care", "improvement");
  static final List<String> TEAMS = List.of("clinical-it", "clinical-engineering", "supply-chain");

  private static final Api NINA = Api.as("nina.patel");
  private static final Api OMAR = Api.as("omar.ortiz");

  private RandomActs() {}

  /** Does one act, which may be refused. */
  public static void acts(Random random, String id) {
    switch (random.nextInt(12)) {
      case 0 -> OMAR.tries("acknowledge", id, Given.anAcknowledgement());
      case 1 -> OMAR.tries("assign", id, Given.anAssignment(TEAMS.get(random.nextInt(3))));
      case 2 -> OMAR.tries("ask", id, Given.aQuestion());
      case 3 -> NINA.tries("answer", id, Given.words("Winged"));
      case 4 -> NINA.tries("impact", id, Given.anImpact(IMPACTS.get(random.nextInt(4))));
      case 5, 6 -> OMAR.tries("resolve", id, Given.words("Done"));
      case 7 -> OMAR.tries("decline", id, Given.aRefusal());
      case 8, 9 -> NINA.tries("reopen", id, Given.aReopening().with("why", why(random)));
      case 10 -> NINA.tries("confirm", id, Given.words("Thank you"));
      default -> {
        if (random.nextInt(4) == 0) {
          NINA.tries("withdraw", id, Given.words("Thank you"));
        }
      }
    }
  }

  private static String why(Random random) {
    return List.of("not_fixed", "came_back", "still_needed").get(random.nextInt(3));
  }

  public static Duration pass(Random random) {
    return List.of(ofMinutes(3), ofMinutes(40), ofHours(5), ofHours(26)).get(random.nextInt(4));
  }
}
