package care.andon.platform.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @Test
  void new_keysets_differ() throws IOException {
    var one = tags(run("keys"));
    var other = tags(run("keys"));

    assertThat(one.keys()).hasSize(1).isNotEqualTo(other.keys());
    assertThat(one.tag(one.primary(), "a", "b")).isNotEqualTo(other.tag(other.primary(), "a", "b"));
  }

  @Test
  void a_tag_depends_on_its_purpose_and_on_its_text() throws IOException {
    var tags = tags(run("keys"));
    var key = tags.primary();

    assertThat(tags.tag(key, "a", "nina.patel"))
        .hasSize(16)
        .isEqualTo(tags.tag(key, "a", "nina.patel"));
    assertThat(tags.tag(key, "b", "nina.patel")).isNotEqualTo(tags.tag(key, "a", "nina.patel"));
    assertThat(tags.tag(key, "a", "nina.patels")).isNotEqualTo(tags.tag(key, "a", "nina.patel"));
  }

  @Test
  void an_added_key_is_not_used_until_it_is_promoted_and_old_tags_stay() throws IOException {
    var before = tags(run("keys"));
    var old = before.primary();
    var added = tags(run("keys", "add", file().toString()));
    var promoted = tags(run("keys", "promote", file().toString()));

    assertThat(added.keys()).hasSize(2).contains(old);
    assertThat(added.primary()).isEqualTo(old);
    assertThat(promoted.keys()).isEqualTo(added.keys());
    assertThat(promoted.primary()).isNotEqualTo(old);
    assertThat(promoted.tag(old, "a", "b")).isEqualTo(before.tag(old, "a", "b"));
  }

  @Test
  void a_command_that_is_none_prints_what_there_is_and_no_key() {
    for (var wrong :
        List.of(
            List.of("keys", "rotate", "x"),
            List.of("keys", "add"),
            List.of("keys", "a", "b", "c"))) {
      assertThat(KeysCommand.run(wrong, stream(out), stream(errors))).isEqualTo(64);
    }
    assertThat(out.size()).isZero();
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("keys promote FILE");
  }

  @Test
  void a_file_without_a_keyset_is_named_and_its_content_is_not_repeated() throws IOException {
    for (var content : List.of("", "{}", "not a key", "{\"primaryKeyId\": 1}", "[]")) {
      Files.writeString(file(), content);

      assertThatThrownBy(() -> Keysets.read(file()))
          .as(content)
          .hasMessage(file() + " holds no keyset for tags");
    }
    Files.delete(file());
    assertThatThrownBy(() -> Keysets.read(file())).hasMessage(file() + " cannot be read");
  }

  private Path file() {
    return folder.resolve(Keysets.TAGS);
  }

  private String run(String... arguments) {
    out.reset();
    assertThat(KeysCommand.run(List.of(arguments), stream(out), stream(errors))).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  private Tags tags(String keyset) throws IOException {
    Files.writeString(file(), keyset);
    return new Tags(folder.toString());
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
