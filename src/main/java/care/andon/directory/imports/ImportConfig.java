package care.andon.directory.imports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of an import. */
@ConfigMapping(prefix = "andon.imports")
interface ImportConfig {

  /** Most rows of all files together. Every row is held in memory while it is compared. */
  @WithDefault("250000")
  int mostRows();

  /** How long an import waits for another import before the caller gets 409. */
  @WithDefault("10s")
  Duration patience();

  /**
   * How long an upload may take to arrive before the caller gets 408. {@code RequestBodies} reads
   * this setting.
   */
  @WithDefault("5m")
  Duration receiveTimeout();

  /**
   * Largest upload. {@code BodySizes} reads this setting. It is declared here as well because
   * unknown settings with this prefix would prevent the start.
   */
  @WithDefault("32M")
  String largestBody();
}
