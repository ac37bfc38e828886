package care.andon.demo;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

/** Prints how to begin, once the service is up in dev mode. */
@ApplicationScoped
@IfBuildProfile("dev")
class Welcome {
  /** Set for the life of the JVM, so that a live reload does not print the message again. */
  private static final String PRINTED = "andon.demo.welcome-said";

  private static final String MESSAGE =
      """

      Andon is up, with the demo hospital (invented people) on a PostgreSQL in .andon/
      Start here:                ADDRESS/
      API browser:               ADDRESS/q/swagger-ui
      People you can sign in as: ADDRESS/dev/people

      File a request as Nina Patel, nurse on 4 West:

      curl -s -X POST ADDRESS/api/v1/requests -H "Authorization: Bearer $(curl -s ADDRESS/dev/tokens/nina.patel)" -H 'Content-Type: application/json' -d '{"impact":"patient_waiting","category":"supplies","need":"No 20G IV catheters left in the 4 West supply room","unit":"4W"}'
      """;

  void print(@ObservesAsync HttpServerStart up) {
    if (System.setProperty(PRINTED, "true") == null) {
      System.out.println(MESSAGE.replace("ADDRESS", "http://localhost:" + up.options().getPort()));
    }
  }
}
