package care.andon.heartbeat;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.OnCallRows;
import care.andon.support.TimeMachine;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
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
  @Inject TimeMachine time;

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

  @Test
  void open_and_overdue_requests_are_gauges_of_their_facility() {
    ticker.look();
    var open = ofLakeside("open");
    var overdue = ofLakeside("overdue");
    nina.files(aNeed());

    ticker.look();
    assertThat(ofLakeside("open")).isEqualTo(open + 1);
    assertThat(ofLakeside("overdue")).isEqualTo(overdue);

    time.sleep(Duration.ofDays(30));
    ticker.look();
    assertThat(ofLakeside("overdue")).isGreaterThan(overdue);
  }

  private int unrouted() {
    return ofLakeside("unrouted");
  }

  private int ofLakeside(String count) {
    return (int) meters.get("andon.requests." + count).tag("facility", "LAKESIDE").gauge().value();
  }
}
