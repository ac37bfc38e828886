package care.andon.directory.roster;

import care.andon.directory.oncall.Interval;
import care.andon.kernel.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stand-in, or one half of a swap, with who made it and who called it off. */
@Entity
@Table(name = "stand_in")
public class StoredStandIn extends RosterEntry {
  private @Nullable UUID insteadOf;
  private Instant startsAt;
  private Instant endsAt;
  private String reason;
  private @Nullable UUID swapId;
  private String madeBy;
  private Instant madeAt;
  private @Nullable String calledOffBy;
  private @Nullable Instant calledOffAt;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  StoredStandIn() {}

  /**
   * A stand-in.
   *
   * @param insteadOf null for everybody of the roster
   * @param swap shared by the two halves of a swap
   */
  public StoredStandIn(
      UUID id,
      PersonId person,
      @Nullable PersonId insteadOf,
      Interval when,
      String reason,
      @Nullable UUID swap,
      String madeBy,
      Instant madeAt,
      @Nullable String calledOffBy,
      @Nullable Instant calledOffAt) {
    super(id, person);
    this.insteadOf = insteadOf == null ? null : insteadOf.value();
    this.startsAt = when.from();
    this.endsAt = when.to();
    this.reason = reason;
    this.swapId = swap;
    this.madeBy = madeBy;
    this.madeAt = madeAt;
    this.calledOffBy = calledOffBy;
    this.calledOffAt = calledOffAt;
  }

  /** Whether both mean the same from {@code now} on. */
  boolean isSameAs(StoredStandIn other, Instant now) {
    return calledOffAt == null
        && person().equals(other.person())
        && Objects.equals(insteadOf, other.insteadOf)
        && endsAt.equals(other.endsAt)
        && startsFrom(now).equals(other.startsFrom(now))
        && reason.equals(other.reason)
        && (swapId == null) == (other.swapId == null);
  }

  private Instant startsFrom(Instant now) {
    return startsAt.isBefore(now) ? now : startsAt;
  }

  void callOff(String by, Instant at) {
    calledOffBy = by;
    calledOffAt = at;
  }

  @Nullable
  public PersonId insteadOf() {
    return insteadOf == null ? null : new PersonId(insteadOf);
  }

  public Interval when() {
    return new Interval(startsAt, endsAt);
  }

  public String reason() {
    return reason;
  }

  @Nullable
  public UUID swap() {
    return swapId;
  }

  public String madeBy() {
    return madeBy;
  }

  public Instant madeAt() {
    return madeAt;
  }

  @Nullable
  public String calledOffBy() {
    return calledOffBy;
  }

  @Nullable
  public Instant calledOffAt() {
    return calledOffAt;
  }
}
