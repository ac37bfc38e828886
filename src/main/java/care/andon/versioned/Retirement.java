package care.andon.versioned;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Nothing is said when something is retired; a body is taken if it is empty. */
@Schema(
    name = "VersionRetirement",
    description = "An empty object. The body may also be left out.",
    additionalProperties = Schema.False.class)
public record Retirement() {}
