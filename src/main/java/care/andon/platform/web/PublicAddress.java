package care.andon.platform.web;

import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address at which clients reach this service, as the operator has set it. The headers of a
 * call ({@code Host}, {@code X-Forwarded-Host}) are not used, because any caller can write there
 * what they like.
 */
@Singleton
class PublicAddress {
  private final String prefix;

  /**
   * @param address such as {@code https://andon.example.org}; {@code /} if references stay relative
   */
  PublicAddress(
      @ConfigProperty(name = "andon.http.public-address", defaultValue = "/") String address) {
    this.prefix = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  /**
   * Puts the public address in front of a reference.
   *
   * @param reference path and query, such as {@code /api/v1/units?cursor=x}
   */
  URI of(URI reference) {
    return prefix.isEmpty() ? reference : URI.create(prefix + reference);
  }
}
