package care.andon;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Prometheus accepts the alert rules, and each rule fires when it should. */
@Trial
class AlertRulesTest {
  private static final Path FOLDER = Path.of("k8s/monitoring");

  @Test
  void prometheus_accepts_the_rules() throws Exception {
    promtool("check", "rules", "alerts.yaml");
  }

  @Test
  void each_rule_fires_when_it_should() throws Exception {
    promtool("test", "rules", "alerts.test.yaml");
  }

  private static void promtool(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended").isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }
}
