package care.andon.directory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the directory is kept in memory. */
@ConfigMapping(prefix = "andon.directory")
interface DirectoryConfig {

  /** How often a replica looks whether the directory has changed. */
  @WithDefault("5s")
  Duration refresh();
}
