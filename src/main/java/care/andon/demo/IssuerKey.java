package care.andon.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** The key pair of the local issuer, kept in a file so that tokens survive a restart. */
record IssuerKey(RSAPrivateCrtKey key) {
  private static final int BITS = 2048;
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
  private static final String END = "\n-----END PRIVATE KEY-----\n";

  /** The key in {@code file}; created if missing. */
  static IssuerKey keptIn(Path file) {
    try {
      if (!Files.exists(file)) {
        keepNewKey(file);
      }
      return read(Files.readString(file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (GeneralSecurityException notAKey) {
      throw new IllegalStateException(file + " holds no RSA key; delete it", notAKey);
    }
  }

  PrivateKey privateKey() {
    return key;
  }

  /** The public key in the format of {@code quarkus.oidc.public-key}. */
  String publicKey() {
    try {
      var spec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
      return Base64.getEncoder()
          .encodeToString(KeyFactory.getInstance("RSA").generatePublic(spec).getEncoded());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void keepNewKey(Path file) throws IOException, GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(BITS);
    var pem =
        Base64.getMimeEncoder()
            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    Files.createDirectories(file.getParent());
    var draft =
        Files.createTempFile(
            file.getParent(),
            "key",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, BEGIN + pem + END);
    Files.move(draft, file);
  }

  private static IssuerKey read(String pem) throws GeneralSecurityException {
    var der = Base64.getMimeDecoder().decode(pem.replace(BEGIN, "").replace(END, ""));
    var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    return new IssuerKey((RSAPrivateCrtKey) key);
  }
}
