package care.andon.versioned;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a call that retires a document: empty. */
@Schema(
    name = "Retirement",
    description = "Nothing is asked: an empty object, or no body.",
    additionalProperties = Schema.False.class)
public record Retirement() {}
