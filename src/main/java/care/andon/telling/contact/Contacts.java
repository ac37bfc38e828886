package care.andon.telling.contact;

import care.andon.channel.Channels;
import care.andon.channel.Message;
import care.andon.directory.Directory;
import care.andon.directory.WorkingContacts;
import care.andon.directory.oncall.Person;
import care.andon.kernel.PersonId;
import care.andon.platform.identity.Caller;
import care.andon.platform.keys.Tags;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.text.Uuids;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** The contacts of people: add, verify and remove. Everybody has only their own. */
@ApplicationScoped
class Contacts implements WorkingContacts {
  /** Most contacts of a person. */
  static final int MOST = 10;

  private static final int CODES = 1_000_000;
  private static final Duration SENDING = Duration.ofSeconds(12);
  private static final String CODE = "contact-code";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ContactRepository repository;
  private final Channels channels;
  private final Directory directory;
  private final Tags tags;
  private final InstantSource time;

  Contacts(
      ContactRepository repository,
      Channels channels,
      Directory directory,
      Tags tags,
      InstantSource time) {
    this.repository = repository;
    this.channels = channels;
    this.directory = directory;
    this.tags = tags;
    this.time = time;
  }

  @Override
  public Optional<Set<PersonId>> people() {
    var kinds = channels.kinds();
    return kinds.isEmpty()
        ? Optional.empty()
        : Optional.of(
            repository.peopleReached(kinds).stream()
                .map(PersonId::new)
                .collect(Collectors.toSet()));
  }

  /** Returns the caller's contacts in the order in which they are used. */
  List<Contact> of(Caller caller) {
    return repository.of(person(caller).id());
  }

  /**
   * Adds a contact and sends a code there. If the contact exists, it is returned; if it is not
   * verified yet, a new code is sent. At most three codes an hour are sent.
   */
  Contact add(Caller caller, NewContact body) {
    var person = person(caller).id();
    check(body);
    var added = QuarkusTransaction.requiringNew().call(() -> expected(person, body));
    if (added.code() != null) {
      // After the commit: a code that arrives can be used.
      channels.send(body.kind(), body.address(), message(added.code())).await().atMost(SENDING);
    }
    return added.contact();
  }

  private record Added(Contact contact, @Nullable String code) {}

  private Added expected(PersonId person, NewContact body) {
    var now = time.instant();
    var contact =
        repository
            .of(person, body.kind(), body.address())
            .orElseGet(() -> added(person, body, now));
    if (contact.verifiedAt() != null || !contact.mayGetCode(now)) {
      return new Added(contact, null);
    }
    var code = "%06d".formatted(RANDOM.nextInt(CODES));
    contact.expect(tag(tags.primary(), contact.id(), code), tags.primary(), now);
    return new Added(contact, code);
  }

  private Contact added(PersonId person, NewContact body, Instant now) {
    if (repository.of(person).size() >= MOST) {
      throw Problem.invalid("", "too_many", "You have 10 contacts. Remove one first");
    }
    var id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
    var contact = new Contact(id, person, body.kind(), body.address(), now);
    repository.persist(contact);
    return contact;
  }

  private void check(NewContact body) {
    if (!channels.kinds().contains(body.kind())) {
      throw Problem.invalid(
          "/kind",
          "unknown_kind",
          channels.kinds().isEmpty()
              ? "No channel is configured. Ask the operator"
              : "Send one of " + String.join(", ", channels.kinds()));
    }
    channels
        .refusal(body.kind(), body.address())
        .ifPresent(
            advice -> {
              throw Problem.invalid("/address", "format", advice);
            });
  }

  private static Message message(String code) {
    return new Message(
        "Andon: your code",
        "Andon: the code for this address is " + code + ". It is valid for 10 minutes.");
  }

  /**
   * Verifies a contact by the code that was sent there. Repeating it changes nothing.
   *
   * @throws Problem if the code is wrong, or none is awaited
   */
  Contact verify(Caller caller, String id, String code) {
    var person = person(caller).id();
    // A wrong code is counted, so the transaction must not be rolled back.
    var verified = QuarkusTransaction.requiringNew().call(() -> verified(own(person, id), code));
    if (verified.verifiedAt() == null) {
      throw Problem.invalid(
          "/code",
          "wrong_code",
          "Send the code from the last message to this address. For a new code, add the contact"
              + " again");
    }
    return verified;
  }

  private Contact verified(Contact contact, String code) {
    var now = time.instant();
    var key = contact.codeKey();
    if (contact.verifiedAt() == null && key != null && contact.awaitsCode(now)) {
      contact.verify(tag(key, contact.id(), code), now);
    }
    return contact;
  }

  /** Removes a contact of the caller. */
  @Transactional
  void remove(Caller caller, String id) {
    repository.delete(own(person(caller).id(), id));
  }

  private Contact own(PersonId person, String id) {
    return Uuids.parse(id)
        .flatMap(repository::findByIdOptional)
        .filter(contact -> contact.isOf(person))
        .orElseThrow(Problem::notFound);
  }

  private byte[] tag(int key, UUID contact, String code) {
    return tags.tag(key, CODE, contact.toString(), code);
  }

  /** Returns the caller's person. Accounts without a person have no contacts. */
  private Person person(Caller caller) {
    return directory
        .personByUsername(caller.username())
        .orElseThrow(
            () -> Problem.of(ProblemType.FORBIDDEN, "You are not a person in the directory"));
  }
}
