package care.andon.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the service may send, and where never. */
class AllowedDestinationsTest {
  private static final String PUBLIC = "203.0.113.7";

  /** Everything that can be written is allowed, so that only the other rules refuse. */
  private static AllowedDestinations allowingEverything(Map<String, List<String>> names) {
    return new AllowedDestinations(
        List.of("0.0.0.0/0", "[::]/0", "http:0.0.0.0/0", "*.example.org", "http:*.example.org"),
        List.of("db.example.org", "issuer.example.org"),
        host -> resolve(names, host));
  }

  private static InetAddress[] resolve(Map<String, List<String>> names, String host)
      throws UnknownHostException {
    if (host.matches("[0-9.]+|\\[.*\\]")) {
      return new InetAddress[] {InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""))};
    }
    var found = names.get(host);
    if (found == null) {
      throw new UnknownHostException(host);
    }
    return found.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
  }

  private static void refuses(Destinations rules, String address, String rule) {
    assertThatThrownBy(() -> rules.check(address))
        .as(address)
        .isInstanceOfSatisfying(
            AddressRefusedException.class, it -> assertThat(it.rule()).isEqualTo(rule));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "0.1.2.3",
        "169.254.169.254",
        "169.254.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[fd00:ec2::254]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b::169.254.169.254]",
        "[64:ff9b:1::7f00:1]",
        "[2002:7f00:1::]",
        "[2002:a9fe:a9fe::1]",
        "[::ffff:0:7f00:1]",
        "[2001:0:1::1]"
      })
  void local_and_metadata_addresses_are_refused_in_every_form(String host) {
    refuses(allowingEverything(Map.of()), "http://" + host + ":8080/", "forbidden_address");
    refuses(allowingEverything(Map.of()), "https://" + host + "/", "forbidden_address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://127.0.0.01/",
        "http://[fe80::1%25eth0]/",
        "http://user@hooks.example.org/",
        "http://hooks.example.org/#x",
        "http://hooks.example.org@127.0.0.1/",
        "http://hooks_1.example.org/",
        "http://ⓛocalhost/",
        "http://hooks.example.org\\@127.0.0.1/",
        "ftp://hooks.example.org/",
        "file:///etc/passwd",
        "//hooks.example.org/",
        "hooks.example.org",
        ""
      })
  void what_is_no_plain_address_is_refused(String address) {
    refuses(allowingEverything(Map.of()), address, "not_valid");
  }

  @Test
  void the_machine_the_database_and_the_issuer_are_refused() throws SocketException {
    var rules =
        allowingEverything(
            Map.of(
                "db.example.org", List.of("10.1.1.1"),
                "issuer.example.org", List.of("10.1.1.2"),
                "alias.example.org", List.of("10.1.1.1")));

    refuses(rules, "https://db.example.org/", "forbidden_address");
    refuses(rules, "https://issuer.example.org/", "forbidden_address");
    refuses(rules, "https://alias.example.org/", "forbidden_address");
    NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .map(InetAddress::getHostAddress)
        .filter(it -> !it.contains(":"))
        .forEach(it -> refuses(rules, "https://" + it + "/", "forbidden_address"));
  }

  @Test
  void every_address_of_a_name_must_pass() {
    refuses(
        allowingEverything(Map.of("hooks.example.org", List.of(PUBLIC, "127.0.0.1"))),
        "https://hooks.example.org/",
        "forbidden_address");
  }

  @Test
  void a_name_that_changes_is_checked_again_and_the_checked_address_is_connected_to() {
    var answers = new ArrayList<>(List.of(PUBLIC, "127.0.0.1"));
    var rules =
        new AllowedDestinations(
            List.of("hooks.example.org"),
            List.of(),
            _ -> new InetAddress[] {InetAddress.ofLiteral(answers.removeFirst())});

    assertThat(rules.check("https://hooks.example.org/x?y").address().getHostAddress())
        .isEqualTo(PUBLIC);
    refuses(rules, "https://hooks.example.org/x?y", "forbidden_address");
  }

  @Test
  void nothing_is_allowed_by_default() {
    refuses(
        new AllowedDestinations(List.of(), List.of(), _ -> new InetAddress[] {literal(PUBLIC)}),
        "https://hooks.example.org/",
        "not_allowed");
  }

  private static InetAddress literal(String address) {
    return InetAddress.ofLiteral(address);
  }

  @ParameterizedTest
  @CsvSource({
    "hooks.example.org,        https://hooks.example.org/,        true",
    "hooks.example.org,        https://HOOKS.example.org:443/,    true",
    "hooks.example.org,        https://hooks.example.org:8443/,   false",
    "hooks.example.org:8443,   https://hooks.example.org:8443/,   true",
    "hooks.example.org:8443,   https://hooks.example.org/,        false",
    "hooks.example.org,        http://hooks.example.org/,         false",
    "hooks.example.org,        http://hooks.example.org:443/,     false",
    "http:hooks.example.org,   http://hooks.example.org/,         true",
    "http:hooks.example.org,   https://hooks.example.org/,        false",
    "*.example.org,            https://hooks.example.org/,        true",
    "*.example.org,            https://a.b.example.org/,          true",
    "*.example.org,            https://example.org/,              false",
    "*.example.org,            https://badexample.org/,           false",
    "example.org,              https://hooks.example.org/,        false",
    "203.0.113.0/24,           https://hooks.example.org/,        true",
    "203.0.114.0/24,           https://hooks.example.org/,        false",
    "203.0.113.0/24:8443,      https://hooks.example.org:8443/,   true",
    "2001:db8::/32,            https://hooks.example.org/,        false"
  })
  void the_operators_list_decides(String entry, String address, boolean isAllowed) {
    if (entry.startsWith("2001")) {
      entry = "[2001:db8::]/32";
    }
    var rules =
        new AllowedDestinations(
            List.of(entry), List.of(), _ -> new InetAddress[] {literal(PUBLIC)});

    if (isAllowed) {
      assertThat(rules.check(address).address()).isEqualTo(literal(PUBLIC));
    } else {
      refuses(rules, address, "not_allowed");
    }
  }

  @Test
  void an_unknown_name_is_refused() {
    refuses(allowingEverything(Map.of()), "https://gone.example.org/", "unknown_host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://x", "10.0.0.0/33", "a b/c", "x:y"})
  void a_wrong_entry_stops_the_start(String entry) {
    assertThatThrownBy(() -> new AllowedDestinations(List.of(entry), List.of(), _ -> null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
