package care.andon.telling;

import care.andon.channel.ChannelBreakers;
import care.andon.channel.Channels;
import care.andon.channel.Delivery;
import care.andon.channel.Message;
import care.andon.kernel.WireNames;
import care.andon.request.Requests;
import care.andon.telling.OutgoingMessage.Said;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * Plans and sends. Messages are sent outside transactions and at the same time, so a channel that
 * does not answer delays no other message.
 */
@ApplicationScoped
public class Telling {
  private static final String NOTICES = "andon.notices";
  private static final String PAGE = "andon.page";

  /** More at once would wait for connections until they are given up. */
  private static final int IN_FLIGHT = 50;

  private final NoticePlanner planner;
  private final DueNotices due;
  private final NoticeClaims claims;
  private final NoticeResults results;
  private final Channels channels;
  private final ChannelBreakers breakers;
  private final ConfiguredContacts configured;
  private final Requests requests;
  private final InstantSource time;
  private final MeterRegistry meters;
  private final Semaphore places = new Semaphore(IN_FLIGHT);

  Telling(
      NoticePlanner planner,
      DueNotices due,
      NoticeClaims claims,
      NoticeResults results,
      Channels channels,
      ChannelBreakers breakers,
      ConfiguredContacts configured,
      Requests requests,
      InstantSource time,
      MeterRegistry meters) {
    this.planner = planner;
    this.due = due;
    this.claims = claims;
    this.results = results;
    this.channels = channels;
    this.breakers = breakers;
    this.configured = configured;
    this.requests = requests;
    this.time = time;
    this.meters = meters;
  }

  /** Makes the metrics, so that an alert sees their first increase. */
  void start(@Observes StartupEvent event) {
    pages();
    for (var kind : channels.kinds()) {
      for (var said : Said.values()) {
        count(said, kind, "accepted");
        count(said, kind, "failed");
      }
    }
  }

  private Timer pages() {
    return Timer.builder(PAGE)
        .description("From planning a page to its acceptance by a channel")
        .register(meters);
  }

  private Counter count(Said said, String kind, String outcome) {
    return Counter.builder(NOTICES)
        .description("Messages to people, by what they say, kind of contact and outcome")
        .tags("said", WireNames.of(said), "kind", kind, "outcome", outcome)
        .register(meters);
  }

  /**
   * Plans whom to tell about new events, and begins to send what is due.
   *
   * @return completes when the result of every message is recorded, after about ten seconds at the
   *     latest; subscribed already
   */
  public Uni<Void> tellDue() {
    planner.plan();
    var sending = new ArrayList<Uni<Void>>();
    // A message is claimed when there is a place for it, because its lease begins then.
    due.byAddressee().forEach((to, ids) -> claimInPlace(to, ids).ifPresent(sending::add));
    if (sending.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var all =
        Uni.join().all(sending).andCollectFailures().replaceWithVoid().memoize().indefinitely();
    all.subscribe()
        .with(
            done -> {},
            failure ->
                Log.error("Recording sent messages failed; they will be sent again", failure));
    return all;
  }

  private Optional<Uni<Void>> claimInPlace(Addressee to, List<UUID> ids) {
    places.acquireUninterruptibly();
    var isSending = false;
    try {
      var sending = claim(to, ids).map(this::send);
      isSending = sending.isPresent();
      return sending;
    } finally {
      if (!isSending) {
        places.release();
      }
    }
  }

  private Optional<OutgoingMessage> claim(Addressee to, List<UUID> ids) {
    var claim = claims.claim(to, ids);
    notReached(claim.unreached());
    return claim.message();
  }

  private void notReached(List<Unreached> unreached) {
    for (var page : unreached) {
      requests.personNotReached(page.request(), page.event());
      if (page.isFinal()) {
        results.endWithoutContact(page.notice());
      }
    }
  }

  /** Begins to send. */
  private Uni<Void> send(OutgoingMessage message) {
    var sending =
        channels
            .send(message.kind(), message.address(), message.message())
            .emitOn(Infrastructure.getDefaultWorkerPool())
            .invoke(delivery -> record(message, delivery))
            .replaceWithVoid()
            .onTermination()
            .invoke(() -> places.release())
            .memoize()
            .indefinitely();
    // Its failure is seen by those who wait for all.
    sending.subscribe().with(done -> {}, failure -> {});
    return sending;
  }

  private void record(OutgoingMessage message, Delivery delivery) {
    if (breakers.saw(message.kind(), delivery)) {
      goesDown(message.kind(), delivery);
    }
    notReached(results.record(message, delivery));
    if (!delivery.accepted()) {
      Log.warnf(
          "A message by %s failed (%s); the next contact is tried",
          message.kind(), delivery.code());
    }
    message.parts().forEach(part -> measure(message, part, delivery));
  }

  /** Tells the operators by another channel, once, by each replica that sees it. */
  private void goesDown(String kind, Delivery delivery) {
    Log.errorf(
        "Channel %s is down (%s). Messages go to other contacts; it is tried every 30 s",
        kind, delivery.code());
    configured
        .operatorsWithout(kind)
        .ifPresent(
            contact ->
                channels
                    .send(contact.kind(), contact.address(), channelDown(kind))
                    .subscribe()
                    .with(
                        told -> {
                          if (!told.accepted()) {
                            Log.errorf("Telling the operators failed (%s)", told.code());
                          }
                        }));
  }

  private static Message channelDown(String kind) {
    return new Message(
        "Andon: channel down",
        "Andon cannot send messages by " + kind + ". Pages go to other contacts.");
  }

  private void measure(OutgoingMessage message, OutgoingMessage.Part part, Delivery delivery) {
    count(part.said(), message.kind(), delivery.accepted() ? "accepted" : "failed").increment();
    if (part.said() == Said.PAGE && part.n() == 1 && delivery.accepted()) {
      pages().record(Duration.between(part.plannedAt(), time.instant()));
    }
  }
}
