package care.andon.heartbeat;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.OnCallRows;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UnroutedTickerTest {
  private final Api nina = Api.as("nina.patel");

  @Inject UnroutedTicker ticker;
  @Inject DataSource database;
  @Inject Directory directory;
  @Inject MeterRegistry meters;

  @Test
  void what_nobody_has_is_a_meter_and_is_given_to_somebody_at_the_next_look() {
    try (var onCall = OnCallRows.takenAway(database, directory)) {
      ticker.look();
      var before = unrouted();
      var id = nina.files(aNeed());

      ticker.look();
      assertThat(unrouted()).isEqualTo(before + 1);
      onCall.add("supply-chain", List.of("omar.ortiz"));
      ticker.look();

      assertThat(unrouted()).isLessThanOrEqualTo(before);
      assertThat(nina.get(id).getBoolean("unrouted")).isFalse();
    }
  }

  private int unrouted() {
    return (int) meters.get("andon.requests.unrouted").gauge().value();
  }
}
