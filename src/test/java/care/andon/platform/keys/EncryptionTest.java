package care.andon.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class EncryptionTest {
  private final KeysetHandle keys = keys();
  private final Encryption encryption = new Encryption(keys);

  private static KeysetHandle keys() {
    try {
      Keysets.create();
      return KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void what_was_encrypted_can_be_read_for_the_same_purpose_only() {
    var encrypted = encryption.encrypt("webhook 1", "whsec_abc");

    assertThat(encryption.decrypt("webhook 1", encrypted)).isEqualTo("whsec_abc");
    assertThatThrownBy(() -> encryption.decrypt("webhook 2", encrypted))
        .isInstanceOf(IllegalStateException.class);
    assertThat(new String(Base64.getDecoder().decode(encrypted), StandardCharsets.ISO_8859_1))
        .doesNotContain("abc");
    assertThat(encryption.encrypt("webhook 1", "whsec_abc")).isNotEqualTo(encrypted);
  }

  @Test
  void what_was_changed_is_refused() {
    var bytes = Base64.getDecoder().decode(encryption.encrypt("webhook 1", "whsec_abc"));
    bytes[bytes.length - 1] ^= 1;
    var encrypted = Base64.getEncoder().encodeToString(bytes);

    assertThatThrownBy(() -> encryption.decrypt("webhook 1", encrypted))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void after_a_rotation_the_old_key_still_reads() throws GeneralSecurityException {
    var encrypted = encryption.encrypt("webhook 1", "whsec_abc");
    var rotated =
        KeysetHandle.newBuilder(keys)
            .addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedPrfParameters.HMAC_SHA256_PRF)
                    .withRandomId()
                    .makePrimary())
            .build();

    assertThat(new Encryption(rotated).decrypt("webhook 1", encrypted)).isEqualTo("whsec_abc");
    assertThatThrownBy(() -> new Encryption(keys()).decrypt("webhook 1", encrypted))
        .isInstanceOf(IllegalStateException.class);
  }
}
