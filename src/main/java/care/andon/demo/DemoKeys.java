package care.andon.demo;

import care.andon.platform.keys.Keysets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keys of the service for development and tests, kept in files. */
public final class DemoKeys {
  private DemoKeys() {}

  /** Returns the folder as an absolute path, after writing the keys that it does not have yet. */
  public static Path in(Path folder) {
    try {
      Files.createDirectories(folder);
      var file = folder.resolve(Keysets.TAGS);
      if (!Files.exists(file)) {
        write(file);
      }
      return folder.toAbsolutePath();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Several processes may begin at once: the first one's file stays, and is never half written. */
  private static void write(Path file) throws IOException {
    var draft = Files.createTempFile(file.getParent(), "draft", null);
    try {
      Files.writeString(draft, Keysets.create());
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException faster) {
      // Another process has written its keys.
    } finally {
      Files.delete(draft);
    }
  }
}
