package care.andon.outbound;

import static java.util.stream.Collectors.toSet;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The rules on where the service may send. An address must be on the operator's list, which is
 * empty by default. The name is resolved, and every address it has must pass. Some addresses are
 * refused always: this machine, link-local and metadata addresses, the database, the issuer.
 */
@DefaultBean
@ApplicationScoped
public class AllowedDestinations implements Destinations {
  private static final String NOTHING = "none";
  private static final String THIS_MACHINE = "this machine";
  private static final int LONGEST = 2_000;
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  /** A name whose last label has a letter; so no number in any notation. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern HOST_OF_DATABASE = Pattern.compile("jdbc:postgresql://([^/?]+).*");

  private final List<AllowedAddress> allowed;
  private final List<String> forbiddenHosts;
  private final Names names;

  /** Kept for a second, because to list them takes longer than to sign a message. */
  private final LoadingCache<String, Set<InetAddress>> machine =
      Caffeine.newBuilder()
          .expireAfterWrite(Duration.ofSeconds(1))
          .build(_ -> addressesOfMachine());

  /** Resolves names. */
  @FunctionalInterface
  interface Names {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  @Inject
  AllowedDestinations(
      @ConfigProperty(name = "andon.outbound.allow", defaultValue = "none") List<String> allow,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") Optional<String> database,
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> issuer,
      @ConfigProperty(name = "KUBERNETES_SERVICE_HOST") Optional<String> cluster) {
    this(
        allow.stream().filter(entry -> !entry.equals(NOTHING)).toList(),
        Stream.of(
                database.stream().flatMap(AllowedDestinations::hostsOfDatabase),
                issuer.map(URI::create).map(URI::getHost).stream(),
                cluster.stream())
            .flatMap(hosts -> hosts)
            .toList(),
        InetAddress::getAllByName);
  }

  AllowedDestinations(List<String> allow, List<String> forbiddenHosts, Names names) {
    this.allowed = allow.stream().map(AllowedAddress::parse).toList();
    this.forbiddenHosts = List.copyOf(forbiddenHosts);
    this.names = names;
  }

  private static Stream<String> hostsOfDatabase(String url) {
    var hosts = HOST_OF_DATABASE.matcher(url);
    return hosts.matches()
        ? Stream.of(hosts.group(1).split(",", -1)).map(it -> it.replaceFirst(":\\d+$", ""))
        : Stream.empty();
  }

  @Override
  public Destination check(String address) {
    var uri = parse(address);
    var isEncrypted = "https".equalsIgnoreCase(uri.getScheme());
    var host = host(uri);
    var port = uri.getPort() > 0 ? uri.getPort() : isEncrypted ? HTTPS : HTTP;
    var addresses = List.of(resolve(host));
    var forbidden = new ForbiddenAddresses(ownAddresses());
    if (addresses.stream().anyMatch(forbidden::contains)) {
      throw new AddressRefusedException(
          "forbidden_address",
          "This address belongs to the service, its database, its issuer or its machine, or is"
              + " local to a network link. Send the address of your receiver");
    }
    if (allowed.stream().noneMatch(it -> it.allows(isEncrypted, host, addresses, port))) {
      throw new AddressRefusedException(
          "not_allowed",
          "The operator has not allowed this address (andon.outbound.allow). Ask the operator to"
              + " add it, with its port if that is not 443");
    }
    return new Destination(isEncrypted, host, addresses.getFirst(), port, path(uri));
  }

  private static URI parse(String address) {
    URI uri;
    try {
      uri = new URI(address.length() > LONGEST ? "" : address);
    } catch (java.net.URISyntaxException malformed) {
      throw notValid();
    }
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!Set.of("https", "http").contains(scheme)
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null
        || uri.getHost() == null) {
      throw notValid();
    }
    return uri;
  }

  private static String host(URI uri) {
    var host = uri.getHost().toLowerCase(Locale.ROOT);
    var isIpv6 = host.startsWith("[") && !host.contains("%");
    if (!isIpv6 && !NAME.matcher(host).matches() && !IPV4.matcher(host).matches()) {
      throw notValid();
    }
    return host;
  }

  private static String path(URI uri) {
    var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static AddressRefusedException notValid() {
    return new AddressRefusedException(
        "not_valid",
        "Send https://, a host and a path; without a user, without #, and numbers only as"
            + " four decimal parts or in brackets");
  }

  private InetAddress[] resolve(String host) {
    try {
      return names.resolve(host);
    } catch (UnknownHostException unknown) {
      throw new AddressRefusedException(
          "unknown_host", "The name has no address now. Check its spelling");
    }
  }

  private Set<InetAddress> ownAddresses() {
    var own = new HashSet<>(machine.get(THIS_MACHINE));
    forbiddenHosts.stream().flatMap(this::addressesOf).forEach(own::add);
    return own;
  }

  private static Set<InetAddress> addressesOfMachine() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .collect(toSet());
    } catch (SocketException unreadable) {
      throw new IllegalStateException("The addresses of this machine cannot be read", unreadable);
    }
  }

  /** The addresses of a name now. A name without one has none to protect. */
  private Stream<InetAddress> addressesOf(String host) {
    try {
      return Stream.of(names.resolve(host));
    } catch (UnknownHostException unknown) {
      return Stream.empty();
    }
  }
}
