package care.andon.retention;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order not to forget. It covers the requests for which all that is given is true. */
@Entity
@Table(name = "legal_hold")
class LegalHold {
  @Id private UUID id;
  private String reason;
  private @Nullable UUID requestId;
  private @Nullable UUID unitId;
  private @Nullable Instant askedFrom;
  private @Nullable Instant askedBefore;
  private String placedBy;
  private Instant placedAt;
  private @Nullable String liftedBy;
  private @Nullable Instant liftedAt;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  LegalHold() {}

  /**
   * What a hold covers. Null means that it does not matter.
   *
   * @param from requests that were asked at this instant or later
   * @param before requests that were asked before this instant
   */
  record Scope(
      @Nullable UUID request,
      @Nullable UUID unit,
      @Nullable Instant from,
      @Nullable Instant before) {}

  LegalHold(UUID id, Scope scope, String reason, String placedBy, Instant placedAt) {
    this.id = id;
    this.requestId = scope.request();
    this.unitId = scope.unit();
    this.askedFrom = scope.from();
    this.askedBefore = scope.before();
    this.reason = reason;
    this.placedBy = placedBy;
    this.placedAt = placedAt;
  }

  UUID id() {
    return id;
  }

  Scope scope() {
    return new Scope(requestId, unitId, askedFrom, askedBefore);
  }

  String reason() {
    return reason;
  }

  String placedBy() {
    return placedBy;
  }

  Instant placedAt() {
    return placedAt;
  }

  @Nullable String liftedBy() {
    return liftedBy;
  }

  @Nullable Instant liftedAt() {
    return liftedAt;
  }

  boolean isInForce() {
    return liftedAt == null;
  }

  boolean isFor(Scope other, String otherReason) {
    return scope().equals(other) && Objects.equals(reason, otherReason);
  }

  void lift(String by, Instant at) {
    liftedBy = by;
    liftedAt = at;
  }
}
