package care.andon.telling.contact;

import care.andon.platform.text.MaxLength;
import care.andon.platform.text.VisibleText;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A contact, as its owner adds it. */
@Schema(name = "NewContact", description = "Where you want to be told. A code is sent there.")
record NewContact(
    @VisibleText
        @NotNull(message = "Send the kind")
        @MaxLength(20)
        @Schema(
            description = "`email`, or the name of a gateway that the operator has configured",
            examples = "email")
        String kind,
    @VisibleText
        @NotNull(message = "Send the address")
        @MaxLength(200)
        @Schema(description = "The address, as its kind needs it", examples = "c.moss@example.org")
        String address) {}
