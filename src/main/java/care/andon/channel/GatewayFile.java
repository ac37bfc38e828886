package care.andon.channel;

import care.andon.channel.Gateway.Format;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads the operator's file of gateways: an object with a gateway for each kind of contact. A
 * mistake stops the start of the service, with the place and what to write.
 */
final class GatewayFile {
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_]{0,19}");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
  private static final Set<String> PROPERTIES =
      Set.of("url", "headers", "address", "example", "format", "body");

  private GatewayFile() {}

  /**
   * Returns the gateways by their kind.
   *
   * @throws IllegalArgumentException with the place and the rule, if something is wrong
   */
  static Map<String, Gateway> read(JsonNode file) {
    var gateways = new TreeMap<String, Gateway>();
    file.properties().forEach(it -> gateways.put(it.getKey(), gateway(it.getKey(), it.getValue())));
    return gateways;
  }

  private static Gateway gateway(String kind, JsonNode node) {
    if (!KIND.matcher(kind).matches() || kind.equals(Channels.EMAIL)) {
      throw wrong(kind, "name it with a-z, 0-9 and _, at most 20, other than email");
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!PROPERTIES.contains(name)) {
                throw wrong(kind + "/" + name, "unknown; write one of " + PROPERTIES);
              }
            });
    var body = node.path("body");
    placeholders(kind + "/body", body);
    var format = format(kind, node.path("format").asText("json"));
    if (!body.isObject()) {
      throw wrong(kind + "/body", "write an object");
    }
    var address = address(kind, node.path("address").asText(".{1,200}"));
    var example = node.path("example").asText();
    if (!address.matcher(example).matches()) {
      throw wrong(kind + "/example", "write an address that matches " + kind + "/address");
    }
    return new Gateway(kind, url(kind, node), headers(kind, node), address, example, format, body);
  }

  private static Format format(String kind, String name) {
    return switch (name) {
      case "json" -> Format.JSON;
      case "form" -> Format.FORM;
      default -> throw wrong(kind + "/format", "write json or form");
    };
  }

  private static Pattern address(String kind, String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException bad) {
      throw wrong(kind + "/address", "write a regular expression");
    }
  }

  private static URI url(String kind, JsonNode node) {
    try {
      var url = URI.create(node.path("url").asText());
      if (Set.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // Reported below.
    }
    throw wrong(kind + "/url", "write an address that begins with https:// or http://");
  }

  private static Map<String, String> headers(String kind, JsonNode node) {
    var headers = new LinkedHashMap<String, String>();
    node.path("headers")
        .properties()
        .forEach(
            it -> {
              var name = it.getKey().toLowerCase(Locale.ROOT);
              if (Set.of("host", "content-length", "content-type").contains(name)) {
                throw wrong(kind + "/headers/" + it.getKey(), "leave it out; the service sets it");
              }
              headers.put(it.getKey(), it.getValue().asText());
            });
    return headers;
  }

  private static void placeholders(String place, JsonNode node) {
    if (node.isTextual()) {
      PLACEHOLDER
          .matcher(node.asText())
          .results()
          .map(found -> found.group(1))
          .filter(name -> !Gateway.PLACEHOLDERS.contains(name))
          .findFirst()
          .ifPresent(
              name -> {
                throw wrong(place, "{" + name + "} is unknown; use one of " + Gateway.PLACEHOLDERS);
              });
    }
    node.properties().forEach(it -> placeholders(place + "/" + it.getKey(), it.getValue()));
    if (node.isArray()) {
      node.forEach(it -> placeholders(place, it));
    }
  }

  private static IllegalArgumentException wrong(String place, String what) {
    return new IllegalArgumentException("andon.channels.gateways: " + place + ": " + what);
  }
}
