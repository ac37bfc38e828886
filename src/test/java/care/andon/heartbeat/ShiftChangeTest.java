package care.andon.heartbeat;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.request.Deadlines;
import care.andon.support.Api;
import care.andon.support.TimeMachine;
import care.andon.support.WireTap;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The heartbeat looks at everything somebody holds as their shift ends. */
@QuarkusTest
class ShiftChangeTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  /** Filled by the test database. */
  WireTap wire;

  @Inject TimeMachine time;
  @Inject Deadlines deadlines;
  @Inject DeadlineTicker ticker;

  @Test
  void more_than_a_batch_to_which_nothing_happens_keeps_nothing_else_waiting() {
    time.passUntil(MONDAY, "18:58");
    for (var i = 0; i < 60; i++) {
      omar.acknowledge(nina.files(aNeedOf("improvement", "supplies")));
    }
    time.sleep(Duration.ofMinutes(3));

    var beat = wire.during(ticker::beat);

    assertThat(deadlines.nextDue().orElseThrow()).isAfter(time.instant());
    // How late it runs is known after each batch of ten, and asked for once.
    assertThat(beat.statements())
        .filteredOn(sql -> sql.contains("select id") && sql.contains("next_tick_at"))
        .hasSizeGreaterThan(6);
    assertThat(beat.statements()).filteredOn(sql -> sql.contains("min(")).hasSize(1);
  }
}
