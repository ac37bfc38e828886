package care.andon.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.support.Shell.Call;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {
  private static final Instant NOW = Instant.parse("2026-03-02T16:00:00Z");

  private final List<Call> calls = new ArrayList<>();
  private final List<String> remarked = new ArrayList<>();
  private final Shell shell =
      new Shell(
          this::answer, InstantSource.fixed(NOW), Map.of("# later", () -> remarked.add("it")));

  @Test
  void gets() {
    assertThat(shell.run("curl -s http://host/path")).containsExactly("answer-1\n");
    assertThat(calls).containsExactly(new Call("GET", "http://host/path", Map.of(), null));
  }

  @Test
  void posts_a_body_over_two_lines() {
    shell.run("curl -s http://host \\\n  -H 'Content-Type: a/b' -d '{\"a\": \"$(b) \\n\"}'");
    assertThat(calls)
        .containsExactly(
            new Call(
                "POST", "http://host", Map.of("Content-Type", "a/b"), "{\"a\": \"$(b) \\n\"}"));
  }

  @Test
  void says_what_curl_says_of_a_body_without_a_type() {
    shell.run("curl -s -X PUT http://host -d words");
    assertThat(calls)
        .containsExactly(
            new Call(
                "PUT",
                "http://host",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "words"));
  }

  @Test
  void remembers_what_a_call_answered() {
    assertThat(shell.run("TOKEN=$(curl -s http://host)\n")).isEmpty();
    shell.run("curl -s \"http://host?a&b\" -H \"Authorization: Bearer $TOKEN\"");
    assertThat(calls.getLast().headers()).containsEntry("Authorization", "Bearer answer-1");
  }

  @Test
  void joins_what_stands_together() {
    shell.run("DAY=$(date -u +%Y-%m-%dT00:00:00Z)\ncurl -s http://host -d '{'$DAY'}'");
    assertThat(calls.getLast().body()).isEqualTo("{2026-03-02T00:00:00Z}");
  }

  @Test
  void acts_on_a_remark_it_knows() {
    shell.run("# later\ncurl -s http://host");
    assertThat(remarked).hasSize(1);
    assertThat(calls).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm -r here",
        "curl -sS http://host",
        "curl -s",
        "curl -s http://host http://other",
        "curl -s http://host -d @file",
        "curl -s http://host | jq .id",
        "curl -s http://host > file",
        "curl -s http://host?a=b",
        "curl -s http://host; curl -s http://host",
        "curl -s http://host &",
        "curl -s $NOTHING",
        "curl -s ${NOTHING}",
        "curl -s `date`",
        "curl -s \"`date`\"",
        "curl -s 'http://host",
        "A=b curl -s http://host",
        "A='two words'\ncurl -s $A",
        "date",
        "date -u +%H",
        "# something else",
        ")"
      })
  void refuses_what_it_does_not_understand(String command) {
    assertThatThrownBy(() -> shell.run(command)).isInstanceOf(IllegalArgumentException.class);
  }

  private String answer(Call call) {
    calls.add(call);
    return "answer-" + calls.size() + "\n";
  }
}
