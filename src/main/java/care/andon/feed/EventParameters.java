package care.andon.feed;

import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The query parameters of the feed as they came. */
record EventParameters(
    @Parameter(
            description =
                "Where to begin: a cursor, `start` for the beginning of the history, or `now`."
                    + " Required",
            required = true,
            example = "start")
        @RestQuery
        @Nullable String after,
    @Parameter(
            description = "Types of events. One or more: repeated, or separated by commas",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class, minItems = 1),
            example = "[\"escalated\", \"promise_missed\"]")
        @RestQuery
        List<String> types,
    @Parameter(description = "The id or code of a facility", example = "LAKESIDE") @RestQuery
        @Nullable String facility,
    @RestQuery @Nullable String unit,
    @RestQuery @Nullable String team,
    @Parameter(
            description = "One or more: repeated, or separated by commas",
            schema =
                @Schema(type = SchemaType.ARRAY, implementation = Category.class, minItems = 1),
            example = "[\"supplies\"]")
        @RestQuery
        List<String> category,
    @Parameter(
            description = "One or more: repeated, or separated by commas",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Impact.class, minItems = 1),
            example = "[\"patient_waiting\"]")
        @RestQuery
        List<String> impact,
    @Parameter(description = "The id or reference of a request", example = "SR-20418") @RestQuery
        @Nullable String request,
    @Parameter(
            description = "Only requests that you asked for, or whose assignee you are",
            schema = @Schema(type = SchemaType.BOOLEAN))
        @RestQuery
        @Nullable String mine,
    @Parameter(
            description = "The largest number of events in an answer",
            schema =
                @Schema(
                    type = SchemaType.INTEGER,
                    minimum = "1",
                    maximum = "1000",
                    defaultValue = "200"))
        @RestQuery
        @Nullable String limit,
    @Parameter(
            description = "How many seconds the call may wait until there is an event",
            schema =
                @Schema(
                    type = SchemaType.INTEGER,
                    minimum = "0",
                    maximum = "55",
                    defaultValue = "0"))
        @RestQuery("wait")
        @Nullable String waitSeconds) {}
