package care.andon.channel;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/** The ways in which this service can send a message to a person. */
public interface Channels {
  /** The kind of an e-mail address. Each gateway of the operator is a kind of its own. */
  String EMAIL = "email";

  /** The kinds of contact that messages can be sent to now. Empty if no channel is configured. */
  Set<String> kinds();

  /**
   * Returns what an address of this kind must look like, if this one does not. Empty for a good
   * one.
   *
   * @param kind one of {@link #kinds}
   */
  Optional<String> refusal(String kind, String address);

  /**
   * Sends a message. It takes at most ten seconds and never fails: a failure is a {@link Delivery}.
   */
  Uni<Delivery> send(String kind, String address, Message message);
}
