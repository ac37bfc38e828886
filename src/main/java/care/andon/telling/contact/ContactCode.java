package care.andon.telling.contact;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The code from a message. */
@Schema(name = "ContactCode", description = "The code that was sent to the contact.")
record ContactCode(
    @NotNull(message = "Send the code")
        @Pattern(regexp = "[0-9]{6}", message = "Send the six digits")
        @Schema(description = "Six digits", examples = "123456")
        String code) {}
