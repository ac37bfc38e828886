package care.andon.directory.roster;

import care.andon.directory.oncall.Interval;
import care.andon.kernel.PersonId;
import care.andon.kernel.WireNames;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the change log of a roster. Its id is time-ordered: later changes have greater ids.
 */
@Entity
@Immutable
@Table(name = "roster_change")
public class RosterChange extends RosterEntry {
  private Instant at;
  private String by;

  @Convert(converter = ActConverter.class)
  private Act act;

  private @Nullable UUID insteadOf;
  private @Nullable Instant startsAt;
  private @Nullable Instant endsAt;
  private @Nullable String duty;
  private @Nullable String reason;

  /** The kind of change. */
  @Schema(name = "RosterChangeKind")
  public enum Act {
    SHIFT_ADDED,
    SHIFT_CHANGED,
    SHIFT_REMOVED,
    SHIFT_ENDED,
    STAND_IN,
    SWAP,
    CALLED_OFF,
    WEEKLY_ADDED,
    WEEKLY_CHANGED,
    WEEKLY_ENDED,
    WEEKLY_REMOVED
  }

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  RosterChange() {}

  /**
   * A new entry.
   *
   * @param person whose duty it is about
   * @param when without a start or an end for a weekly duty that has none
   */
  RosterChange(Instant at, String by, Act act, PersonId person, Interval when) {
    super(Rosters.newId(), person);
    this.at = at;
    this.by = by;
    this.act = act;
    this.startsAt = finite(when.from());
    this.endsAt = finite(when.to());
  }

  RosterChange insteadOf(@Nullable PersonId other) {
    insteadOf = other == null ? null : other.value();
    return this;
  }

  /** Days and hours of a weekly duty at that time. */
  RosterChange duty(String description) {
    duty = description;
    return this;
  }

  RosterChange because(@Nullable String why) {
    reason = why;
    return this;
  }

  Instant at() {
    return at;
  }

  String by() {
    return by;
  }

  Act act() {
    return act;
  }

  @Nullable PersonId insteadOf() {
    return insteadOf == null ? null : new PersonId(insteadOf);
  }

  @Nullable Instant startsAt() {
    return startsAt;
  }

  @Nullable Instant endsAt() {
    return endsAt;
  }

  @Nullable String duty() {
    return duty;
  }

  @Nullable String reason() {
    return reason;
  }

  /** The instant; null if there is no start or no end. */
  static @Nullable Instant finite(Instant at) {
    return at.equals(Instant.MIN) || at.equals(Instant.MAX) ? null : at;
  }

  /** Stores an act by its wire name. */
  @Converter
  static final class ActConverter implements AttributeConverter<Act, String> {
    @Override
    public String convertToDatabaseColumn(Act act) {
      return WireNames.of(act);
    }

    @Override
    public Act convertToEntityAttribute(String name) {
      return WireNames.parse(Act.class, name);
    }
  }
}
