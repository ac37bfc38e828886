package care.andon.platform.keys;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.PrfSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Computes tags with the service's secret keys. A tag is stored in place of a name or of words. The
 * same input always has the same tag, so the service recognises it. Without the key nobody can test
 * a name or a word against a tag.
 */
@ApplicationScoped
public class Tags {
  private static final int BYTES = 16;

  private final PrfSet prfs;
  private final Set<Integer> keys;

  /** Tags with the keys in this folder. */
  @Inject
  public Tags(
      @ConfigProperty(name = "andon.keys", defaultValue = "/etc/andon/keys") String folder) {
    this(Keysets.read(Path.of(folder, Keysets.TAGS)));
  }

  /** Tags with the keys of this keyset. */
  Tags(KeysetHandle keyset) {
    try {
      prfs = prfs(keyset);
      keys = Set.copyOf(prfs.getPrfs().keySet());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static PrfSet prfs(KeysetHandle keyset) throws GeneralSecurityException {
    return keyset.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
  }

  /** The id of the key for new tags. */
  public int primary() {
    return prfs.getPrimaryId();
  }

  /** The ids of all keys, the primary one included. */
  public Set<Integer> keys() {
    return keys;
  }

  /**
   * Returns the tag of some text.
   *
   * @param key id of the key
   * @param parts first what the tag is for, so that tags for other purposes differ; only the last
   *     part may contain a zero character
   */
  public byte[] tag(int key, String... parts) {
    try {
      var prf = Objects.requireNonNull(prfs.getPrfs().get(key), "No such key");
      return prf.compute(String.join("\0", parts).getBytes(StandardCharsets.UTF_8), BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
