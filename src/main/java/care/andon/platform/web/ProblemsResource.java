package care.andon.platform.web;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Explains the types of problems. The {@code type} of a problem is the address of its page here.
 */
@Path(ApiPaths.BASE + "/problems")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Problems")
class ProblemsResource {

  /** What a type of problem means. */
  @Schema(name = "ProblemExplanation")
  record Explanation(
      @Schema(examples = "stale") String code,
      @Schema(examples = "412") int status,
      String title,
      @Schema(description = "What the caller can do about it") String advice) {
    static Explanation of(ProblemType type) {
      return new Explanation(type.code(), type.status(), type.title(), type.advice());
    }
  }

  @GET
  @Operation(
      summary = "List the types of problems",
      description =
          "Every type of problem this service answers with. Codes are stable, so programs can"
              + " decide by them.")
  @APIResponse(responseCode = "200", description = "All types")
  public Page<Explanation> listProblems() {
    return Page.last(all());
  }

  @GET
  @Path("/{code}")
  @Operation(
      summary = "Explain a type of problem",
      description = "The page to which the `type` of a problem leads.")
  @APIResponse(responseCode = "200", description = "The explanation")
  public Explanation getProblem(
      @Parameter(description = "Code of the problem", example = "stale") @RestPath String code) {
    return all().stream()
        .filter(explanation -> explanation.code().equals(code))
        .findFirst()
        .orElseThrow(Problem::notFound);
  }

  private static List<Explanation> all() {
    return Arrays.stream(ProblemType.values()).map(Explanation::of).toList();
  }
}
