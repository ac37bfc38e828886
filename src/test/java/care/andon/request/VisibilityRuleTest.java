package care.andon.request;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.kernel.RequestId;
import care.andon.kernel.Role;
import care.andon.platform.identity.Caller;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.query.VisibilityFilter;
import care.andon.support.Api;
import care.andon.support.OnCallRows;
import care.andon.support.TimeMachine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * The rule of who may see a request is written twice: {@link Actor#canSee} for one request, {@link
 * VisibilityFilter} for lists. Both must give the same answer to every caller.
 */
@QuarkusTest
class VisibilityRuleTest {
  private static final List<String> USERNAMES =
      List.of(
          "nina.patel",
          "marcus.bell",
          "hannah.lee",
          "omar.ortiz",
          "luis.romero",
          "lena.graf",
          "frank.dunn",
          "maria.santos",
          "catherine.moss",
          "grace.kim",
          "helen.brandt",
          "edith.lowe",
          "intranet");

  private final Api nina = Api.as("nina.patel");

  @Inject Requests requests;
  @Inject RequestRepository repository;
  @Inject VisibilityFilter visibility;
  @Inject DataSource database;
  @Inject Directory directory;
  @Inject TimeMachine time;

  @Test
  void a_list_has_exactly_the_requests_the_caller_can_see() {
    var ids = requestsOfEveryKind();
    var different = new HashSet<Set<UUID>>();

    // In one transaction, so that every request is loaded once and not once for every caller.
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              for (var username : USERNAMES) {
                for (var roles : everySetOfAtMostTwoRoles()) {
                  var caller = new Caller(username, roles, null);
                  var listed = listed(caller, ids);
                  assertThat(listed).as("%s as %s", username, roles).isEqualTo(seen(caller, ids));
                  different.add(listed);
                }
              }
            });
    assertThat(different).as("answers that differ").hasSizeGreaterThan(5);
    // While it is open, an unrouted request counts in the figures that later tests read.
    ids.reversed().stream().limit(2).map(UUID::toString).forEach(nina::withdraw);
  }

  /**
   * Named, anonymous, confidential, on behalf of a colleague, escalated, taken, and unrouted. The
   * last two are unrouted, with nobody called and with somebody.
   */
  private List<UUID> requestsOfEveryKind() {
    var ids = new ArrayList<String>();
    for (var visibility : List.of("named", "anonymous", "confidential")) {
      for (var category : List.of("supplies", "safety_violence")) {
        var need = aNeedOf("patient_waiting", category).with("visibility", visibility);
        ids.add(nina.files(need));
        ids.add(nina.files(need.with("onBehalfOf", "marcus.bell")));
      }
    }
    time.pass(Duration.ofMinutes(62));
    ids.add(nina.files(aNeedOf("this_shift", "wellbeing")));
    try (var onCall = OnCallRows.takenAway(database, directory)) {
      ids.add(nina.files(aNeed().with("visibility", "confidential")));
      onCall.add(4, "grace.kim");
      ids.add(nina.files(aNeed().with("visibility", "confidential")));
    }
    return ids.stream().map(UUID::fromString).toList();
  }

  private static List<Set<Role>> everySetOfAtMostTwoRoles() {
    return Arrays.stream(Role.values())
        .flatMap(one -> Arrays.stream(Role.values()).map(other -> Set.copyOf(List.of(one, other))))
        .distinct()
        .toList();
  }

  private Set<UUID> listed(Caller caller, List<UUID> ids) {
    return new SqlQuery()
            .add("select id from support_request")
            .where(
                visibility.inLists(caller).visible().and("id = any(?)", new SqlArray("uuid", ids)))
            .rows(database, row -> row.getObject("id", UUID.class))
            .stream()
            .collect(Collectors.toSet());
  }

  private Set<UUID> seen(Caller caller, List<UUID> ids) {
    var actor = requests.actor(caller);
    return ids.stream()
        .filter(id -> actor.canSee(repository.find(new RequestId(id)).orElseThrow()))
        .collect(Collectors.toSet());
  }
}
