package care.andon.platform.web;

import care.andon.platform.problem.Problem;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A problem (RFC 9457) as JSON. */
@Schema(
    name = "Problem",
    description = "What went wrong and what to do about it (RFC 9457).",
    additionalProperties = Schema.True.class)
record ProblemBody(
    @Schema(
            description = "Page that explains this type of problem",
            examples = "/api/v1/problems/stale")
        String type,
    @Schema(description = "One sentence, the same for every occurrence") String title,
    @Schema(description = "The HTTP status") int status,
    @Schema(description = "What happened here and what to do") String detail,
    @Schema(description = "Stable, for programs", examples = "stale") String code,
    @Schema(
            description = "Quote this to the operator",
            examples = "4bf92f3577b34da6a3ce929d0e0e4736")
        String traceId,
    @Schema(description = "The places to correct") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Problem.FieldError> errors,
    @Schema(hidden = true) @JsonAnyGetter Map<String, Object> extensions) {

  static final String MEDIA_TYPE = "application/problem+json";

  static ProblemBody of(Problem problem, String traceId) {
    var type = problem.type();
    return new ProblemBody(
        ApiPaths.BASE + "/problems/" + type.code(),
        type.title(),
        type.status(),
        problem.detail(),
        type.code(),
        traceId,
        problem.errors(),
        problem.extensions());
  }
}
