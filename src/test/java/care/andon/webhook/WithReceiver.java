package care.andon.webhook;

import care.andon.support.Api;
import io.agroal.api.AgroalDataSource;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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

  final JsonPath get(String id) {
    return conrad.calls().get(WEBHOOKS + "/" + id).then().statusCode(200).extract().jsonPath();
  }

  final List<Map<String, Object>> deliveries(String id) {
    return conrad.all(WEBHOOKS + "/" + id + "/deliveries?limit=200");
  }
}
