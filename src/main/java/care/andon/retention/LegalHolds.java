package care.andon.retention;

import care.andon.directory.Directory;
import care.andon.kernel.Reference;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.text.Uuids;
import care.andon.retention.LegalHold.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** Places and lifts legal holds. */
@ApplicationScoped
class LegalHolds {
  private final LegalHoldRepository repository;
  private final Directory directory;
  private final InstantSource time;

  LegalHolds(LegalHoldRepository repository, Directory directory, InstantSource time) {
    this.repository = repository;
    this.directory = directory;
    this.time = time;
  }

  /** Returns all holds, also those that were lifted, in the order in which they were placed. */
  List<LegalHold> all() {
    return repository.all();
  }

  /**
   * Returns a hold.
   *
   * @throws Problem "not found" if there is none
   */
  LegalHold get(String id) {
    return Uuids.parse(id).flatMap(repository::findByIdOptional).orElseThrow(Problem::notFound);
  }

  /** Places a hold. If the same one is in force already, it returns that one. */
  @Transactional
  LegalHold place(Caller caller, NewLegalHold body) {
    var scope = scope(body);
    return repository.inForce().stream()
        .filter(hold -> hold.isFor(scope, body.reason()))
        .findFirst()
        .orElseGet(() -> placed(caller, scope, body.reason()));
  }

  private LegalHold placed(Caller caller, Scope scope, String reason) {
    var id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
    var hold = new LegalHold(id, scope, reason, caller.username(), time.instant());
    repository.persist(hold);
    return hold;
  }

  /** Lifts a hold. If it was lifted before, nothing changes. */
  @Transactional
  void lift(Caller caller, String id) {
    var hold = get(id);
    if (hold.isInForce()) {
      hold.lift(caller.username(), time.instant());
    }
  }

  private Scope scope(NewLegalHold body) {
    if (body.request() == null
        && body.unit() == null
        && body.askedFrom() == null
        && body.askedBefore() == null) {
      throw Problem.invalid(
          "/request",
          "required",
          "Send what the hold is on: request, unit, askedFrom or askedBefore");
    }
    if (body.askedFrom() != null
        && body.askedBefore() != null
        && !body.askedFrom().isBefore(body.askedBefore())) {
      throw Problem.invalid("/askedBefore", "order", "Send an instant after askedFrom");
    }
    return new Scope(
        request(body.request()), unit(body.unit()), body.askedFrom(), body.askedBefore());
  }

  private @Nullable UUID request(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return Reference.parse(text)
        .map(repository::requestOf)
        .orElseGet(() -> Uuids.parse(text).flatMap(repository::requestOf))
        .orElseThrow(
            () ->
                Problem.invalid(
                    "/request", "unknown_request", "Send the id or reference of a request"));
  }

  private @Nullable UUID unit(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return directory
        .snapshot()
        .unit(text)
        .map(unit -> unit.id().value())
        .orElseThrow(
            () ->
                Problem.invalid(
                    "/unit", "unknown_unit", "Send the id or code of a unit; see /units"));
  }
}
