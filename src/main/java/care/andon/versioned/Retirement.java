package care.andon.versioned;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a call that retires a document: empty. */
@Schema(
    name = "VersionRetirement",
    description = "An empty object. The body may also be left out.",
    additionalProperties = Schema.False.class)
public record Retirement() {}
