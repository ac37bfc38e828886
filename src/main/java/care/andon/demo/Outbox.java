package care.andon.demo;

import care.andon.channel.Channels;
import care.andon.channel.Delivery;
import care.andon.channel.EmailAddress;
import care.andon.channel.Message;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes all messages in development and tests, so that nothing leaves the machine. It keeps the
 * latest ones.
 */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test"})
public class Outbox implements Channels {
  private static final int MOST = 200;
  private static final String PAGER = "pager";

  /** Addresses that begin so are refused, to try what happens then. */
  private static final String REFUSED = "0000";

  /** Addresses that begin so behave as if the channel were down. */
  private static final String DOWN = "1111";

  private final Deque<Sent> sent = new ArrayDeque<>();

  /** A message that would have been sent. */
  public record Sent(String kind, String address, String subject, String text) {}

  @Override
  public Set<String> kinds() {
    return Set.of(EMAIL, PAGER);
  }

  @Override
  public Optional<String> refusal(String kind, String address) {
    return switch (kind) {
      case EMAIL ->
          EmailAddress.isValid(address)
              ? Optional.empty()
              : Optional.of("Send an e-mail address such as ana.silva@example.org");
      default ->
          address.matches("[0-9]{4,10}")
              ? Optional.empty()
              : Optional.of("Send an address such as 5512");
    };
  }

  @Override
  public Uni<Delivery> send(String kind, String address, Message message) {
    keep(new Sent(kind, address, message.subject(), message.text()));
    return Uni.createFrom().item(delivery(address));
  }

  private static Delivery delivery(String address) {
    if (address.startsWith(DOWN)) {
      return Delivery.failed(Delivery.UNREACHABLE);
    }
    return address.startsWith(REFUSED) ? Delivery.refused("422") : Delivery.accepted("outbox");
  }

  private synchronized void keep(Sent message) {
    sent.addFirst(message);
    if (sent.size() > MOST) {
      sent.removeLast();
    }
  }

  /** Returns the messages, the newest first. */
  public synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }
}
