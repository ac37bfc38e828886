package care.andon.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Body;
import io.agroal.api.AgroalDataSource;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Gives each test a receiver of its own, and no webhooks but those that it adds. */
abstract class WithReceiver {
  static final String WEBHOOKS = "/api/v1/webhooks";

  final Api nina = Api.as("nina.patel");
  final Api conrad = Api.as("conrad.vance");

  @Inject WebhookDispatcher dispatcher;
  @Inject AgroalDataSource database;

  Receiver receiver;

  @BeforeEach
  void begin() throws IOException, SQLException {
    execute("delete from webhook");
    receiver = new Receiver();
  }

  @AfterEach
  void end() throws IOException, SQLException {
    execute("delete from webhook");
    receiver.close();
  }

  final void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Adds a webhook for this path of the receiver, with more properties by name and value. */
  final JsonPath add(String path, Object... more) {
    var body = Body.of("name", path).with("url", receiver.address(path));
    for (var i = 0; i < more.length; i += 2) {
      body = body.with((String) more[i], more[i + 1]);
    }
    return conrad.sends(body).post(WEBHOOKS).then().statusCode(201).extract().jsonPath();
  }

  final JsonPath get(String id) {
    return conrad.calls().get(WEBHOOKS + "/" + id).then().statusCode(200).extract().jsonPath();
  }

  final List<Map<String, Object>> deliveries(String id) {
    return conrad.all(WEBHOOKS + "/" + id + "/deliveries?limit=200");
  }

  /** Dispatches, as an instance does twice a second, until the condition holds. */
  final void until(BooleanSupplier isDone) {
    var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!isDone.getAsBoolean()) {
      assertThat(System.nanoTime()).as("It takes less than half a minute").isLessThan(end);
      dispatcher.dispatch();
      sleep(50);
    }
  }

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }
}
