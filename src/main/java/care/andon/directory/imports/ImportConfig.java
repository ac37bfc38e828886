package care.andon.directory.imports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much an import may be. */
@ConfigMapping(prefix = "andon.imports")
interface ImportConfig {

  /** Rows of all files together; each is held in memory while it is compared. */
  @WithDefault("250000")
  int mostRows();

  /** How large the upload may be; the edge refuses what is larger. */
  @WithDefault("32M")
  String largestBody();
}
