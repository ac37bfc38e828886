package care.andon.platform.keys;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.subtle.AesGcmJce;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Encrypts secrets that have to be read again, such as the keys of webhooks. The keys for it are
 * derived from the service's secret keys (AES-256-GCM by Tink), so the operator keeps nothing more.
 */
@ApplicationScoped
public class Encryption {
  private static final int KEY_BYTES = 32;

  private final PrfSet prfs;

  /** Encryption with the keys in this folder. */
  @Inject
  public Encryption(
      @ConfigProperty(name = "andon.keys", defaultValue = "/etc/andon/keys") String folder) {
    this(Keysets.read(Path.of(folder, Keysets.TAGS)));
  }

  Encryption(KeysetHandle keyset) {
    try {
      prfs = Tags.prfs(keyset);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Encrypts a text with the primary key. The result is Base64 text.
   *
   * @param purpose what the text is for, such as the name of a column and the id of the row; it is
   *     needed to decrypt it
   */
  public String encrypt(String purpose, String text) {
    try {
      var key = prfs.getPrimaryId();
      var encrypted =
          cipher(key).encrypt(text.getBytes(StandardCharsets.UTF_8), associated(purpose));
      return Base64.getEncoder()
          .encodeToString(
              ByteBuffer.allocate(Integer.BYTES + encrypted.length)
                  .putInt(key)
                  .put(encrypted)
                  .array());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Decrypts what {@link #encrypt} made for the same purpose.
   *
   * @throws IllegalStateException if it was changed, or if its key is not among the keys
   */
  public String decrypt(String purpose, String encrypted) {
    try {
      var bytes = Base64.getDecoder().decode(encrypted);
      var secret = Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
      return new String(
          cipher(ByteBuffer.wrap(bytes).getInt()).decrypt(secret, associated(purpose)),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException notOurs) {
      throw new IllegalStateException("A stored secret cannot be decrypted", notOurs);
    }
  }

  private AesGcmJce cipher(int key) throws GeneralSecurityException {
    var prf = prfs.getPrfs().get(key);
    if (prf == null) {
      throw new GeneralSecurityException("The key " + key + " is not among the keys");
    }
    return new AesGcmJce(prf.compute("encryption".getBytes(StandardCharsets.UTF_8), KEY_BYTES));
  }

  private static byte[] associated(String purpose) {
    return purpose.getBytes(StandardCharsets.UTF_8);
  }
}
