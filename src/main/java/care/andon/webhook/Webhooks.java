package care.andon.webhook;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.directory.Team;
import care.andon.directory.Unit;
import care.andon.feed.EventFilter;
import care.andon.feed.UnseenEvents;
import care.andon.history.EventTypes;
import care.andon.kernel.RequestId;
import care.andon.kernel.WireNames;
import care.andon.outbound.AddressRefusedException;
import care.andon.outbound.Destinations;
import care.andon.platform.identity.Caller;
import care.andon.platform.keys.Encryption;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.text.Uuids;
import care.andon.platform.time.Time;
import care.andon.platform.web.ConditionalRequests;
import care.andon.webhook.WebhookRepository.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** Adds, changes and tries webhooks. */
@ApplicationScoped
class Webhooks {
  private final WebhookRepository repository;
  private final UnseenEvents unseen;
  private final Encryption encryption;
  private final Destinations destinations;
  private final WebhookRun run;
  private final WebhookMessage message;
  private final Directory directory;
  private final Time time;

  Webhooks(
      WebhookRepository repository,
      UnseenEvents unseen,
      Encryption encryption,
      Destinations destinations,
      WebhookRun run,
      WebhookMessage message,
      Directory directory,
      Time time) {
    this.repository = repository;
    this.unseen = unseen;
    this.encryption = encryption;
    this.destinations = destinations;
    this.run = run;
    this.message = message;
    this.directory = directory;
    this.time = time;
  }

  /** A webhook, and its secret if that is new. */
  record Made(StoredWebhook webhook, String secret) {}

  /** What came of a ping. */
  record Ping(String outcome, @Nullable Integer status) {}

  /** Adds a webhook. It gets the events from now on. */
  Made create(Caller caller, NewWebhook body) {
    var settings = settings(body);
    var id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
    var secret = WebhookMessage.newSecret();
    var stored =
        repository.insert(
            id,
            settings,
            encryption.encrypt("webhook " + id, secret),
            caller.username(),
            unseen.fromNow());
    if (Boolean.FALSE.equals(body.enabled())) {
      stored =
          repository.change(id, stored.version(), settings, false).orElseThrow(Problem::notFound);
    }
    return new Made(stored, secret);
  }

  List<StoredWebhook> all() {
    return repository.all();
  }

  /**
   * Returns a webhook.
   *
   * @throws Problem "not found" if there is none
   */
  StoredWebhook get(String id) {
    return found(id, repository::find);
  }

  private static StoredWebhook found(String id, Function<UUID, Optional<StoredWebhook>> find) {
    return Uuids.parse(id).flatMap(find).orElseThrow(Problem::notFound);
  }

  /** Changes a webhook. Enabling it forgets its failures; it goes on where it stopped. */
  StoredWebhook change(String id, String ifMatch, NewWebhook body) {
    var before = get(id);
    ConditionalRequests.requireMatch(ifMatch, ConditionalRequests.tag(before.version()));
    var isEnabled = !Boolean.FALSE.equals(body.enabled());
    var changed =
        repository
            .change(before.id(), before.version(), settings(body), isEnabled)
            .orElseThrow(() -> Problem.of(ProblemType.STALE, ProblemType.STALE.advice()));
    return isEnabled ? repository.enable(changed.id()).orElseThrow(Problem::notFound) : changed;
  }

  /** Removes a webhook with its log. */
  void delete(String id) {
    if (!Uuids.parse(id).map(repository::delete).orElse(false)) {
      throw Problem.notFound();
    }
  }

  /** Makes a new secret. During the overlap, messages have a signature with each of the two. */
  Made rotate(String id, Duration overlap) {
    var webhook = get(id);
    var secret = WebhookMessage.newSecret();
    var stored =
        repository
            .rotate(webhook.id(), encryption.encrypt(webhook.purpose(), secret), overlap)
            .orElseThrow(Problem::notFound);
    return new Made(stored, secret);
  }

  /** Sends again what came after a place in the feed. */
  StoredWebhook rewind(String id, String after) {
    var to = unseen.from(after);
    return found(id, it -> repository.rewind(it, to));
  }

  /** Sends a message without an event, once, and says what the receiver answered. */
  Ping ping(String id) {
    var webhook = get(id);
    var now = time.now();
    try {
      var answer = run.post(webhook, message.ping(webhook, "ping-" + UUID.randomUUID(), now));
      return new Ping(WireNames.of(DeliveryOutcome.of(answer.status())), answer.status());
    } catch (AddressRefusedException refused) {
      return new Ping(refused.rule(), null);
    } catch (WebhookRun.NoAnswerException none) {
      return new Ping("no_answer", null);
    }
  }

  /** The latest attempts before a place in the log. */
  List<WebhookRepository.Listed> deliveries(String id, long before, int most) {
    return repository.attempts(get(id).id(), before, most);
  }

  /**
   * Sends an event again, as soon as the webhook sends.
   *
   * @param event the id of the event, as in the feed
   */
  void redeliver(String id, String event) {
    var webhook = get(id);
    var parts = event.split("\\.", -1);
    var request = Uuids.parse(parts[0]).map(RequestId::new).orElseThrow(Problem::notFound);
    var seq = parts.length == 2 && parts[1].matches("\\d{1,9}") ? Integer.parseInt(parts[1]) : 0;
    if (unseen.event(request, seq).isEmpty()) {
      throw Problem.notFound();
    }
    repository.setAside(webhook.id(), request, seq, 0, Duration.ZERO);
  }

  private Settings settings(NewWebhook body) {
    try {
      destinations.check(body.url());
    } catch (AddressRefusedException refused) {
      throw Problem.of(ProblemType.ADDRESS_REFUSED, refused.advice()).with("rule", refused.rule());
    }
    return new Settings(
        body.name(),
        body.url(),
        new EventFilter(
            types(body.types()),
            named("facility", body.facility(), it -> directory.facility(it).map(Facility::id)),
            named("unit", body.unit(), it -> directory.unit(it).map(Unit::id)),
            named("team", body.team(), it -> directory.team(it).map(Team::id)),
            names(body.categories()),
            names(body.impacts()),
            null,
            false));
  }

  private static Set<String> types(@Nullable List<String> given) {
    var types = Set.copyOf(given == null ? List.of() : given);
    if (!EventTypes.all().keySet().containsAll(types)) {
      throw Problem.invalid(
          "/types",
          "unknown_value",
          "Send some of: " + String.join(", ", new TreeSet<>(EventTypes.all().keySet())));
    }
    return types;
  }

  private static Set<String> names(@Nullable List<? extends Enum<?>> constants) {
    return constants == null
        ? Set.of()
        : constants.stream().map(WireNames::of).collect(Collectors.toSet());
  }

  private static <T> @Nullable T named(
      String name, @Nullable String text, Function<String, Optional<T>> find) {
    return text == null
        ? null
        : find.apply(text)
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "/" + name, "unknown_" + name, "Send the id or code of a " + name));
  }
}
