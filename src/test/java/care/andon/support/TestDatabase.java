package care.andon.support;

import care.andon.demo.DemoSettings;
import care.andon.demo.EmbeddedServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * One fresh PostgreSQL for all tests of a run, and the key of the local issuer. Found by the
 * service loader, so that every {@code @QuarkusTest} has it without saying so and all share one
 * application.
 */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {
  private EmbeddedPostgres server;
  private WireTap wire;

  @Override
  public Map<String, String> start() {
    // As care.andon.Andon does.
    System.setProperty("vertx.disableURIValidation", "true");
    try {
      server = EmbeddedServer.fresh();
      wire = WireTap.on(server.getPort());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return DemoSettings.of(
        wire.port(),
        "postgres",
        Path.of("target/test-issuer-" + ProcessHandle.current().pid() + ".pem"));
  }

  /** Tests that have a field for it see what goes over the wire. */
  @Override
  public void inject(TestInjector tests) {
    tests.injectIntoFields(wire, field -> field.getType() == WireTap.class);
  }

  @Override
  public void stop() {
    try {
      wire.close();
      server.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
