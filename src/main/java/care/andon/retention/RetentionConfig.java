package care.andon.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Period;

/** How long requests keep what is personal. The periods begin when a request is over. */
@ConfigMapping(prefix = "andon.retention")
interface RetentionConfig {

  /** How long a request keeps its askers. */
  @WithDefault("P12M")
  Period askers();

  /** How long a request keeps its words. */
  @WithDefault("P7Y")
  Period words();

  /** Whether the nightly run removes what is due. If not, it only reports it. */
  @WithDefault("false")
  boolean apply();

  /** When the nightly run begins. {@code RetentionTicker} reads this setting. */
  @WithDefault("0 30 2 * * ?")
  String at();
}
