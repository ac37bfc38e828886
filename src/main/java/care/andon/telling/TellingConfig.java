package care.andon.telling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

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

  /** The contact that is told when a channel goes down: {@code kind:address}, or {@code none}. */
  @WithDefault("none")
  String operators();

  /** How often events are read and due messages are sent. {@code TellingTicker} reads this. */
  @WithDefault("1s")
  String every();
}
