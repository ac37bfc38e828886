package care.andon.telling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Who is told besides people with contacts. */
@ConfigMapping(prefix = "andon.telling")
interface TellingConfig {

  /**
   * The contact that is told when an escalation ends without an answer, such as a switchboard. One
   * {@code kind:address} for all facilities, and others with the code of their facility before it:
   * {@code email:desk@example.org,LAKESIDE=pager:5512}. Or {@code none}.
   */
  @WithDefault("none")
  String lastResort();

  /**
   * The contacts that are told when a channel goes down, of which the first of another kind is
   * used: {@code email:it@example.org,pager:5512}. Or {@code none}.
   */
  @WithDefault("none")
  String operators();

  /** For how long notices are kept after their end. */
  @WithDefault("400d")
  Duration keep();

  /** How often events are read and due messages are sent. {@code TellingTicker} reads this. */
  @WithDefault("1s")
  String every();
}
