package care.andon.directory.imports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much an import may be. */
@ConfigMapping(prefix = "andon.imports")
interface ImportConfig {

  /** Rows of all files together; each is held in memory while it is compared. */
  @WithDefault("250000")
  int mostRows();

  /** How long an import waits for another one before the caller hears 409. */
  @WithDefault("10s")
  Duration patience();

  /** How large the upload may be; the edge refuses what is larger. */
  @WithDefault("32M")
  String largestBody();
}
