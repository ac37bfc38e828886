package care.andon.channel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which channels there are. Without any, contacts cannot be added and no message is sent. */
@ConfigMapping(prefix = "andon.channels")
interface ChannelConfig {

  /** Whether e-mails are sent, by the mail server of {@code quarkus.mailer.*}. */
  @WithDefault("false")
  boolean email();

  /** The JSON file with the gateways, or {@code none}. */
  @WithDefault("none")
  String gateways();
}
