package care.andon.retention;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Named;
import care.andon.kernel.RequestId;
import care.andon.kernel.UnitId;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A legal hold, as clients see it. */
@Schema(
    name = "LegalHold",
    description = "An order not to forget. It is in force until it is lifted.")
record LegalHoldView(
    UUID id,
    String reason,
    @Schema(description = "The request it is on; absent if it is on several")
        @Nullable RequestId request,
    @Schema(description = "The unit it is on; absent if units do not matter") @Nullable Named unit,
    @Schema(description = "It covers requests that were asked at this instant or later")
        @Nullable Instant askedFrom,
    @Schema(description = "It covers requests that were asked before this instant")
        @Nullable Instant askedBefore,
    @Schema(description = "Username") String placedBy,
    Instant placedAt,
    @Schema(description = "Username; absent while the hold is in force") @Nullable String liftedBy,
    @Schema(description = "Absent while the hold is in force") @Nullable Instant liftedAt) {

  static LegalHoldView of(LegalHold hold, DirectorySnapshot directory) {
    var scope = hold.scope();
    return new LegalHoldView(
        hold.id(),
        hold.reason(),
        scope.request() == null ? null : new RequestId(scope.request()),
        scope.unit() == null
            ? null
            : directory.unit(new UnitId(scope.unit())).map(Named::of).orElse(null),
        scope.from(),
        scope.before(),
        hold.placedBy(),
        hold.placedAt(),
        hold.liftedBy(),
        hold.liftedAt());
  }
}
