package care.andon.telling.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others see of an address. */
class AddressMaskTest {
  @ParameterizedTest
  @CsvSource({
    "omar.ortiz@example.org, o…@example.org",
    "oo@example.org, …@example.org",
    "+15550167, …67",
    "55120, …",
    "andon-4f9c2a71, …71",
    "topic-\uD83D\uDE00\uD83D\uDE01, …\uD83D\uDE00\uD83D\uDE01",
  })
  void an_address_is_shortened_so_that_it_cannot_be_used(String address, String shown) {
    assertThat(AddressMask.of(address)).isEqualTo(shown);
  }
}
