package care.andon.directory;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person as other things mention them. */
@Schema(name = "PersonName", description = "A person by id and name.")
public record PersonName(UUID id, @Schema(examples = "Omar Ortiz") String name) {}
