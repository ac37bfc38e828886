package care.andon.demo;

import care.andon.kernel.Role;
import care.andon.platform.problem.Problem;
import care.andon.platform.web.Page;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Lists the people of the demo hospital and issues tokens for them. Not part of the API. */
@Path("/dev")
@PermitAll
@IfBuildProfile(anyOf = {"dev", "test"})
class DevIdentityResource {
  private final DemoHospital demo;
  private final LocalIssuer issuer;

  DevIdentityResource(DemoHospital demo, LocalIssuer issuer) {
    this.demo = demo;
    this.issuer = issuer;
  }

  /** A person to sign in as. */
  record DemoPersonView(
      String username,
      String name,
      String title,
      List<Role> roles,
      @Nullable String unit,
      List<String> teams) {
    static DemoPersonView of(Hospital.Person person) {
      return new DemoPersonView(
          person.username(),
          person.name(),
          person.title(),
          person.roles(),
          person.unit(),
          person.team() == null ? List.of() : List.of(person.team()));
    }
  }

  @GET
  @Path("/people")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Page<DemoPersonView> people() {
    return Page.last(demo.people().stream().map(DemoPersonView::of).toList());
  }

  @GET
  @Path("/tokens/{username}")
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(hidden = true)
  public String token(@RestPath String username) {
    return issuer.token(username).orElseThrow(Problem::notFound);
  }
}
