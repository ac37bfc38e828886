package care.andon.support;

import care.andon.demo.DemoSettings;
import care.andon.demo.EmbeddedServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * One fresh PostgreSQL for all tests of a run, a door to a mail server, and the key of the local
 * issuer. Found by the service loader, so that every {@code @QuarkusTest} has it without saying so
 * and all share one application.
 */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {
  private EmbeddedPostgres server;
  private WireTap wire;
  private MailDoor mail;

  @Override
  public Map<String, String> start() {
    // As care.andon.Andon does.
    System.setProperty("vertx.disableURIValidation", "true");
    try {
      server = EmbeddedServer.fresh();
      wire = WireTap.on(server.getPort());
      mail = MailDoor.open();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    var settings =
        new HashMap<>(
            DemoSettings.of(
                wire.port(),
                "postgres",
                Path.of("target/test-issuer-" + ProcessHandle.current().pid() + ".pem")));
    settings.put("quarkus.mailer.mock", "false");
    settings.put("quarkus.mailer.host", "127.0.0.1");
    settings.put("quarkus.mailer.port", Integer.toString(mail.port()));
    settings.put("quarkus.mailer.from", "Andon <andon@example.org>");
    return settings;
  }

  /** Tests that have a field for it see what goes over the wire, or control the mail server. */
  @Override
  public void inject(TestInjector tests) {
    tests.injectIntoFields(wire, field -> field.getType() == WireTap.class);
    tests.injectIntoFields(mail, field -> field.getType() == MailDoor.class);
  }

  @Override
  public void stop() {
    try {
      mail.close();
      wire.close();
      server.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
