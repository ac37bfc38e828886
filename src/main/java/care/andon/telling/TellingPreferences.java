package care.andon.telling;

import care.andon.telling.engine.QuietHours;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a person wants to be told. */
@Schema(name = "TellingPreferences", description = "How you want to be told.")
record TellingPreferences(
    @NotNull(message = "Send your quiet hours; an empty list for none")
        @Size(max = 14, message = "Send at most 14 quiet hours")
        @Schema(description = "Your quiet hours. Empty for none")
        List<@NotNull(message = "Send days, from and to") @Valid QuietSpan> quiet) {
  static final TellingPreferences NONE = new TellingPreferences(List.of());

  QuietHours quietHours() {
    return new QuietHours(quiet.stream().map(QuietSpan::hours).toList());
  }
}
