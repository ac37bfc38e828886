package care.andon.support;

import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A minimal identity provider: discovery, keys that can be rotated, and tokens for any person. It
 * can go away and come back.
 */
public final class FakeIssuer implements AutoCloseable {
  /** The audience that the packaged service expects by default. */
  public static final String AUDIENCE = "andon";

  private final int port;
  private final List<Key> keys = new CopyOnWriteArrayList<>();
  private final AtomicInteger lookups = new AtomicInteger();
  private volatile boolean sendsNoKeys;
  private HttpServer server;

  private record Key(String id, KeyPair pair) {}

  private FakeIssuer(int port) {
    this.port = port;
    rotate();
  }

  /** Starts an issuer on a free local port. */
  public static FakeIssuer start() {
    try {
      var issuer = new FakeIssuer(PackagedService.freePort());
      issuer.comeBack();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value for {@code quarkus.oidc.auth-server-url}. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Signs with a new key from now on. The former keys are still published. */
  public void rotate() {
    keys.add(new Key("key-" + (keys.size() + 1), keyPair()));
  }

  /** How often the keys were looked up, or a token. */
  public int lookups() {
    return lookups.get();
  }

  /** From now on the list of keys is empty, or has keys again. */
  public void sendNoKeys(boolean none) {
    sendsNoKeys = none;
  }

  /** Does not answer any more. */
  public void goAway() {
    server.stop(0);
  }

  /** Answers again, at the same address. */
  public void comeBack() {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    serve("/.well-known/openid-configuration", this::discovery);
    serve("/keys", this::publicKeys);
    serve("/introspection", this::introspection);
    server.start();
  }

  /** Returns a token that is valid for one hour, signed with the newest key. */
  public String token(String username, List<String> roles, String unit) {
    return token(username, roles, unit, keys.getLast());
  }

  /** Returns a token that is signed with a key of which nobody has heard. */
  public String tokenOfUnknownKey(String keyId) {
    return token("nurse.amara", List.of("caregiver"), "ICU", new Key(keyId, keyPair()));
  }

  private String token(String username, List<String> roles, String unit, Key key) {
    return Jwt.issuer(url())
        .audience(AUDIENCE)
        .subject(username)
        .preferredUserName(username)
        .groups(new HashSet<>(roles))
        .claim("unit", unit)
        .expiresIn(Duration.ofHours(1))
        .jws()
        .keyId(key.id())
        .sign(key.pair().getPrivate());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String discovery() {
    return """
        {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "authorization_endpoint": "%1$s/none",
         "token_endpoint": "%1$s/none", "introspection_endpoint": "%1$s/introspection", "response_types_supported": ["code"],
         "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"]}
        """
        .formatted(url());
  }

  private String publicKeys() {
    lookups.incrementAndGet();
    return keys.stream()
        .filter(key -> !sendsNoKeys)
        .map(FakeIssuer::publicKey)
        .collect(Collectors.joining(", ", "{\"keys\": [", "]}"));
  }

  private String introspection() {
    lookups.incrementAndGet();
    return "{\"active\": false}";
  }

  private static String publicKey(Key key) {
    var rsa = (RSAPublicKey) key.pair().getPublic();
    return """
        {"kty": "RSA", "kid": "%s", "use": "sig", "alg": "RS256", "n": "%s", "e": "%s"}
        """
        .formatted(key.id(), base64(rsa.getModulus()), base64(rsa.getPublicExponent()));
  }

  private void serve(String path, Supplier<String> json) {
    server.createContext(
        path,
        exchange -> {
          byte[] body = json.get().getBytes(StandardCharsets.UTF_8);
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
