package care.andon.directory;

/** Where the directory is loaded from. */
public interface DirectorySource {

  /** Whether nothing was committed since the snapshot was loaded. */
  boolean isUpToDate(DirectorySnapshot snapshot);

  /**
   * The current state, as of one instant: a half-finished import of another replica is not visible.
   *
   * <p>Shifts and stand-ins change every day and are always loaded. People and places are loaded
   * only if they have changed.
   */
  DirectorySnapshot after(DirectorySnapshot snapshot);
}
