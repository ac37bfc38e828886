package care.andon.request.state;

import care.andon.history.RequestEvent.Opened;
import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Reference;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a request was filed with. Nothing of it changes, but words in it can be erased. */
@Embeddable
public class RequestDetails {
  private long reference;
  private Category category;
  private String need;
  private @Nullable String room;
  private @Nullable String item;
  private @Nullable Integer minutesLost;
  private Visibility visibility;
  private UUID facilityId;
  private UUID unitId;
  private Instant askedAt;
  private Instant receivedAt;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate, or by those below
  RequestDetails() {}

  public static RequestDetails of(Opened opened, Instant receivedAt) {
    var filed = new RequestDetails();
    filed.reference = opened.reference();
    filed.category = opened.category();
    filed.need = opened.need();
    filed.room = opened.room();
    filed.item = opened.item();
    filed.minutesLost = opened.minutesLost();
    filed.visibility = opened.visibility();
    filed.facilityId = opened.facility().value();
    filed.unitId = opened.unit().value();
    filed.askedAt = opened.askedAt();
    filed.receivedAt = receivedAt;
    return filed;
  }

  /** What a person can say on the phone. */
  public Reference reference() {
    return new Reference(reference);
  }

  public Category category() {
    return category;
  }

  public String need() {
    return need;
  }

  public Optional<String> room() {
    return Optional.ofNullable(room);
  }

  public Optional<String> item() {
    return Optional.ofNullable(item);
  }

  public Optional<Integer> minutesLost() {
    return Optional.ofNullable(minutesLost);
  }

  public Visibility visibility() {
    return visibility;
  }

  public FacilityId facility() {
    return new FacilityId(facilityId);
  }

  public UnitId unit() {
    return new UnitId(unitId);
  }

  /** When the caregiver asked: on a phone without a network, before it was received. */
  public Instant askedAt() {
    return askedAt;
  }

  public Instant receivedAt() {
    return receivedAt;
  }
}
