package care.andon.telling.contact;

import care.andon.kernel.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a person is told. It is used once the person has sent the code that was sent there. */
@Entity
@Table(name = "contact")
class Contact {
  private static final Duration CODE_LASTS = Duration.ofMinutes(10);
  private static final Duration CODES_PER = Duration.ofHours(1);
  private static final int MOST_CODES = 3;
  private static final int MOST_TRIES = 5;

  @Id private UUID id;
  private UUID personId;
  private String kind;
  private String address;
  private Instant addedAt;
  private @Nullable Instant verifiedAt;
  private byte @Nullable [] code;
  private @Nullable Integer codeKey;
  private @Nullable Instant codeUntil;
  private int codeTries;
  private int codesSent;
  private Instant codesSince;
  private @Nullable Instant failingSince;
  private @Nullable String source;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  Contact() {}

  Contact(UUID id, PersonId person, String kind, String address, Instant at) {
    this.id = id;
    this.personId = person.value();
    this.kind = kind;
    this.address = address;
    this.addedAt = at;
    this.codesSince = at;
  }

  /** A contact that another system has sent. It needs no code. */
  static Contact imported(
      UUID id, PersonId person, String kind, String address, String source, Instant at) {
    var contact = new Contact(id, person, kind, address, at);
    contact.becomeImported(source, at);
    return contact;
  }

  /** Another system has sent this contact too, so it needs no code any more. */
  final void becomeImported(String from, Instant at) {
    source = from;
    verifiedAt = at;
    forgetCode();
  }

  private void forgetCode() {
    code = null;
    codeKey = null;
    codeUntil = null;
  }

  /** Whether a code may be sent now: three an hour. */
  boolean mayGetCode(Instant now) {
    return codesSent < MOST_CODES || !now.isBefore(codesSince.plus(CODES_PER));
  }

  /** A new code was made, of which this is the tag by that key. The earlier code is void. */
  void expect(byte[] tag, int key, Instant now) {
    if (!now.isBefore(codesSince.plus(CODES_PER))) {
      codesSince = now;
      codesSent = 0;
    }
    codesSent++;
    code = tag;
    codeKey = key;
    codeUntil = now.plus(CODE_LASTS);
    codeTries = 0;
  }

  /** Whether a code is awaited: it is at most ten minutes old and was tried at most five times. */
  boolean awaitsCode(Instant now) {
    return codeUntil != null && now.isBefore(codeUntil) && codeTries < MOST_TRIES;
  }

  /**
   * Verifies the contact if this is the tag of the code.
   *
   * @return whether it is
   */
  boolean verify(byte[] tag, Instant now) {
    codeTries++;
    if (!MessageDigest.isEqual(tag, code)) {
      return false;
    }
    verifiedAt = now;
    forgetCode();
    return true;
  }

  UUID id() {
    return id;
  }

  boolean isOf(PersonId person) {
    return personId.equals(person.value());
  }

  PersonId person() {
    return new PersonId(personId);
  }

  /** The system that sent the contact. Null if its owner added it. */
  @Nullable String source() {
    return source;
  }

  String kind() {
    return kind;
  }

  String address() {
    return address;
  }

  Instant addedAt() {
    return addedAt;
  }

  @Nullable Integer codeKey() {
    return codeKey;
  }

  @Nullable Instant verifiedAt() {
    return verifiedAt;
  }

  @Nullable Instant failingSince() {
    return failingSince;
  }
}
