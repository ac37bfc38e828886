package care.andon.telling.contact;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A contact, as its owner sees it. */
@Schema(
    name = "PersonContact",
    description = "Where a person is told. Only its owner sees the address.")
record ContactView(
    UUID id,
    @Schema(examples = "email") String kind,
    @Schema(examples = "c.moss@example.org") String address,
    Instant addedAt,
    @Schema(description = "Absent until you send the code. Until then the contact is not used")
        @Nullable Instant verifiedAt,
    @Schema(
            description =
                "Since when the contact refuses messages. Absent if the last one was accepted")
        @Nullable Instant failingSince,
    @Schema(
            description =
                "The system that sent the contact, which needs no code. Absent if you added it",
            examples = "paging")
        @Nullable String source) {

  static ContactView of(Contact contact) {
    return new ContactView(
        contact.id(),
        contact.kind(),
        contact.address(),
        contact.addedAt(),
        contact.verifiedAt(),
        contact.failingSince(),
        contact.source());
  }
}
