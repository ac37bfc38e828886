package care.andon.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.core.Vertx;

/** The channels of an operator who has set a mail server and no gateway. */
public final class MailOnly {
  private MailOnly() {}

  /** Returns the channels as the service in production has them. */
  public static Channels by(ReactiveMailer mailer, Vertx vertx) {
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
        config, new EmailChannel(mailer, vertx), new Gateways(config, new ObjectMapper(), vertx));
  }
}
