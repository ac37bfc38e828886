package care.andon.platform.keys;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Keysets of Tink as JSON files. A keyset has one primary key, which is used for everything new,
 * and older keys, which still recognise what was made with them.
 */
public final class Keysets {
  /** The file with the keys of {@link Tags}. */
  public static final String TAGS = "tags.json";

  static final String FOLDER = "andon.keys";
  static final String DEFAULT_FOLDER = "/etc/andon/keys";

  static {
    try {
      PrfConfig.register();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Keysets() {}

  /** A file holds no keyset that this service can use. The message names the file and no key. */
  static final class KeysetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeysetException(String message) {
      super(message);
    }
  }

  /** Returns advice to the operator if the keys are missing. Empty if the service can start. */
  public static Optional<String> unmet() {
    var folder =
        ConfigProvider.getConfig().getOptionalValue(FOLDER, String.class).orElse(DEFAULT_FOLDER);
    try {
      read(Path.of(folder, TAGS));
      return Optional.empty();
    } catch (KeysetException missing) {
      return Optional.of(
          missing.getMessage()
              + "; set ANDON_KEYS to the folder with the keys, and make new ones with"
              + " 'java -jar quarkus-run.jar keys'");
    }
  }

  /** Returns a new keyset for {@link Tags} as JSON. */
  public static String create() {
    try {
      return write(KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns the keyset of the file with a new key, which is not the primary key yet, as JSON. */
  static String withNewKey(Path file) {
    try {
      return write(
          KeysetHandle.newBuilder(read(file))
              .addEntry(
                  KeysetHandle.generateEntryFromParameters(PredefinedPrfParameters.HMAC_SHA256_PRF)
                      .withRandomId())
              .build());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns the keyset of the file with its newest key as the primary key, as JSON. */
  static String withNewestAsPrimary(Path file) {
    try {
      var keyset = KeysetHandle.newBuilder(read(file));
      keyset.getAt(keyset.size() - 1).makePrimary();
      return write(keyset.build());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Reads a keyset.
   *
   * @throws KeysetException if the file is missing or holds something else
   */
  static KeysetHandle read(Path file) {
    try {
      var keyset =
          TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), InsecureSecretKeyAccess.get());
      Tags.prfs(keyset);
      return keyset;
    } catch (IOException missing) {
      throw new KeysetException(file + " cannot be read");
    } catch (GeneralSecurityException | IllegalArgumentException notOne) {
      throw new KeysetException(file + " holds no keyset for tags");
    }
  }

  private static String write(KeysetHandle keyset) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
  }
}
