package care.andon.directory.imports.reading;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Contacts of people as other systems send them; see {@link ImportDocument}. */
@Schema(
    name = "ContactsDocument",
    description = "The contacts of people, as another system has them.")
public record ContactsDocument(List<ContactRow> contacts) {

  /** A contact. */
  @Schema(name = "ContactLine", description = "A contact of a person in the directory.")
  public record ContactRow(
      @Schema(description = "The username", examples = "omar.ortiz")
          @NotNull(message = CellText.USERNAME)
          @CellText(pattern = "(?U)\\S+", message = CellText.USERNAME)
          String person,
      @Schema(
              description = "`email`, or the name of a gateway that the operator has configured",
              examples = "email")
          @NotNull(message = CellText.WORDS)
          @CellText
          String kind,
      @Schema(
              description = "The address, as its kind needs it",
              examples = "o.ortiz@example.org",
              implementation = String.class)
          @NotNull(message = CellText.WORDS)
          AddressCell address) {}
}
