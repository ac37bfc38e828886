package care.andon.support;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;

/** A minimal identity provider: discovery, one key, and tokens for any person. */
public final class FakeIssuer implements AutoCloseable {
  /** The audience that the packaged service expects by default. */
  public static final String AUDIENCE = "andon";

  private static final String KEY_ID = "test";

  private final HttpServer server;
  private final KeyPair keys;

  private FakeIssuer(HttpServer server, KeyPair keys) {
    this.server = server;
    this.keys = keys;
  }

  /** Starts an issuer on a free local port. */
  public static FakeIssuer start() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
      var issuer = new FakeIssuer(HttpServer.create(address, 0), generator.generateKeyPair());
      issuer.serve("/.well-known/openid-configuration", issuer.discovery());
      issuer.serve("/keys", issuer.publicKeys());
      issuer.server.start();
      return issuer;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The value for {@code quarkus.oidc.auth-server-url}. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns a token that is valid for one hour. */
  public String token(String username, List<String> roles, String unit) {
    return Jwt.issuer(url())
        .audience(AUDIENCE)
        .subject(username)
        .preferredUserName(username)
        .groups(new HashSet<>(roles))
        .claim("unit", unit)
        .expiresIn(Duration.ofHours(1))
        .jws()
        .keyId(KEY_ID)
        .sign(keys.getPrivate());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String discovery() {
    return """
        {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "authorization_endpoint": "%1$s/none",
         "token_endpoint": "%1$s/none", "response_types_supported": ["code"],
         "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}
        """
        .formatted(url());
  }

  private String publicKeys() {
    var key = (RSAPublicKey) keys.getPublic();
    return """
        {"keys": [{"kty": "RSA", "kid": "%s", "use": "sig", "alg": "RS256", "n": "%s", "e": "%s"}]}
        """
        .formatted(KEY_ID, base64(key.getModulus()), base64(key.getPublicExponent()));
  }

  private void serve(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
  }

  /** The number without the leading zero byte, which only marks it as positive. */
  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 && bytes.length > 1 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
  }
}
