package care.andon.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.core.Vertx;
import java.time.Duration;

/** The channels of an operator who has set a mail server and no gateway. */
public final class MailOnly {
  private MailOnly() {}

  /** For how long the service in production waits for a mail server. */
  public static final Duration LONGEST = ConfiguredChannels.LONGEST;

  /** Returns the channels as the service in production has them. */
  public static Channels by(ReactiveMailer mailer, Vertx vertx) {
    return by(mailer, vertx, LONGEST);
  }

  /** Returns the same channels, which wait for a mail server for another time. */
  public static Channels by(ReactiveMailer mailer, Vertx vertx, Duration longest) {
    var config =
        new ChannelConfig() {
          @Override
          public boolean email() {
            return true;
          }

          @Override
          public String gateways() {
            return "none";
          }
        };
    return new ConfiguredChannels(
        config,
        new EmailChannel(mailer, vertx),
        new Gateways(config, new ObjectMapper(), vertx),
        longest);
  }
}
