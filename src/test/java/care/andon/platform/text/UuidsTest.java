package care.andon.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidsTest {
  private static final String ID = "01a2279e-f9ba-70b0-bb3a-382138d77c38";

  @Test
  void an_id_may_be_in_capitals() {
    assertThat(Uuids.parse(ID)).contains(UUID.fromString(ID));
    assertThat(Uuids.parse(ID.toUpperCase(Locale.ROOT))).contains(UUID.fromString(ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "SR-20136",
        "01a2279ef9ba70b0bb3a382138d77c38",
        "01a2279e-f9ba-70b0-bb3a-382138d77c38 ",
        "01a2279e-f9ba-70b0-bb3a-382138d77c3g",
        "1a2279e-f9ba-70b0-bb3a-0382138d77c38",
      })
  void other_texts_are_none(String text) {
    assertThat(Uuids.parse(text)).isEmpty();
  }
}
