package care.andon.request.query;

import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.platform.text.Text;
import care.andon.request.state.RequestStatus;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The query parameters of a list of requests as they came. */
public record RequestParameters(
    @Parameter(
            description = "One or more: repeated, or separated by commas",
            schema =
                @Schema(
                    type = SchemaType.ARRAY,
                    implementation = RequestStatus.class,
                    minItems = 1),
            example = "[\"open\", \"acknowledged\"]")
        @RestQuery
        List<String> status,
    @Parameter(
            description = "One or more: repeated, or separated by commas",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Impact.class, minItems = 1),
            example = "[\"patient_waiting\"]")
        @RestQuery
        List<String> impact,
    @Parameter(
            description = "One or more: repeated, or separated by commas",
            schema =
                @Schema(type = SchemaType.ARRAY, implementation = Category.class, minItems = 1),
            example = "[\"supplies\"]")
        @RestQuery
        List<String> category,
    @RestQuery @Nullable String unit,
    @RestQuery @Nullable String team,
    @Parameter(description = "`me`, an id or a username", example = "me") @RestQuery
        @Nullable String assignee,
    @Parameter(description = "`me`, an id or a username", example = "me") @RestQuery
        @Nullable String requester,
    @Parameter(
            description = "Whether a promise is overdue",
            schema = @Schema(type = SchemaType.BOOLEAN))
        @RestQuery
        @Nullable String overdue,
    @Parameter(
            description =
                "Whether the request is unrouted: no reachable person or team is responsible",
            schema = @Schema(type = SchemaType.BOOLEAN))
        @RestQuery
        @Nullable String unrouted,
    @Parameter(
            description =
                "Whether the request is unattended: the assignee is off shift with something"
                    + " due, and nobody of the team is on call",
            schema = @Schema(type = SchemaType.BOOLEAN))
        @RestQuery
        @Nullable String unattended,
    @Parameter(
            description = "Changed at or after this instant",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
        @RestQuery
        @Nullable String updatedSince,
    @Parameter(
            description = "Words that must all occur in the need",
            schema =
                @Schema(
                    type = SchemaType.STRING,
                    maxLength = RequestFilter.MOST_WORDS,
                    pattern = Text.WORDS),
            example = "catheter")
        @RestQuery
        @Nullable String q,
    @Parameter(
            description = "The order. A minus sign means descending",
            schema =
                @Schema(
                    type = SchemaType.STRING,
                    defaultValue = "-askedAt",
                    enumeration = {
                      "askedAt",
                      "-askedAt",
                      "dueAt",
                      "-dueAt",
                      "updatedAt",
                      "-updatedAt"
                    }))
        @RestQuery
        @Nullable String sort) {}
