package care.andon.versioned;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Identifies one version of a published document.
 *
 * @param version 1 for the first
 */
@Embeddable
public record VersionRef(
    @Schema(examples = "default") String code, @Schema(examples = "1") int version)
    implements Serializable {}
