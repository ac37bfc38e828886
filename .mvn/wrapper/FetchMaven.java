import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Fetches Maven for {@code mvnw}: downloads the archive, refuses it unless its SHA-512 is the
 * pinned one, and unpacks it beside the target, to be renamed into place. So the target is there
 * completely or not at all, and of two that start at once one wins and the other uses its result.
 *
 * <p>Run from source: {@code java FetchMaven.java <url> <sha512> <target>}.
 */
final class FetchMaven {
  private static final String CENTRAL = "https://repo.maven.apache.org/maven2";
  private static final int ATTEMPTS = 3;

  public static void main(String[] args) throws Exception {
    try {
      fetch(source(args[0], System.getenv("MVNW_REPOURL")), args[1], Path.of(args[2]));
    } catch (IOException e) {
      System.err.println(
          "mvnw: could not fetch Maven: " + (e.getMessage() == null ? e : e.getMessage()));
      System.err.println(
          "A mirror of Maven Central can be named in MVNW_REPOURL; a proxy in MAVEN_OPTS,");
      System.err.println("such as -Dhttps.proxyHost=proxy.example.org -Dhttps.proxyPort=3128.");
      System.exit(1);
    }
  }

  private static URI source(String url, String mirror) {
    return URI.create(
        mirror == null || mirror.isBlank() || !url.startsWith(CENTRAL)
            ? url
            : mirror.strip().replaceAll("/+$", "") + url.substring(CENTRAL.length()));
  }

  private static void fetch(URI source, String sha512, Path target)
      throws IOException, InterruptedException {
    Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
    Path work = Files.createTempDirectory(parent, ".fetching-");
    try {
      Path archive = work.resolve("maven.zip");
      download(source, archive, sha512);
      Path unpacked = Files.createDirectory(work.resolve("unpacked"));
      unpack(archive, unpacked);
      putInPlace(onlyFolderIn(unpacked), target);
    } finally {
      delete(work);
    }
  }

  private static void download(URI source, Path archive, String sha512)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        String actual = download(source, archive);
        if (!actual.equalsIgnoreCase(sha512)) {
          throw new IOException(
              source
                  + " is not what was pinned: expected SHA-512 "
                  + sha512
                  + " but it is "
                  + actual);
        }
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        Files.deleteIfExists(archive);
        Thread.sleep(Duration.ofSeconds(attempt));
      }
    }
  }

  /** Returns the SHA-512 of what was stored in {@code archive}. */
  private static String download(URI source, Path archive)
      throws IOException, InterruptedException {
    MessageDigest digest = sha512();
    try (InputStream in = new DigestInputStream(open(source), digest)) {
      Files.copy(in, archive);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A mirror may also be a folder ({@code file:}). */
  private static InputStream open(URI source) throws IOException, InterruptedException {
    if (!"https".equals(source.getScheme()) && !"http".equals(source.getScheme())) {
      return source.toURL().openStream();
    }
    var client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    var request = HttpRequest.newBuilder(source).timeout(Duration.ofMinutes(5)).build();
    HttpResponse<InputStream> response;
    try {
      response = client.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new IOException(source + " cannot be reached: " + e, e);
    }
    if (response.statusCode() != 200) {
      response.body().close();
      throw new IOException(source + " answered " + response.statusCode());
    }
    return response.body();
  }

  private static void unpack(Path archive, Path into) throws IOException {
    var keepPermissions = Map.of("enablePosixFileAttributes", "true");
    try (FileSystem zip = FileSystems.newFileSystem(archive, keepPermissions)) {
      Path root = zip.getPath("/");
      List<Path> entries;
      try (var walk = Files.walk(root)) {
        entries = walk.filter(entry -> !entry.equals(root)).toList();
      }
      for (Path entry : entries) {
        Path target = into.resolve(root.relativize(entry).toString()).normalize();
        if (!target.startsWith(into)) {
          throw new IOException("The archive has an entry outside itself: " + entry);
        }
        write(entry, target);
      }
    }
  }

  private static void write(Path entry, Path target) throws IOException {
    if (Files.isDirectory(entry)) {
      Files.createDirectories(target);
      return;
    }
    try (var out = Files.newOutputStream(target, CREATE_NEW, WRITE)) {
      Files.copy(entry, out);
    }
    var permissions = Files.getFileAttributeView(target, PosixFileAttributeView.class);
    if (permissions != null) {
      permissions.setPermissions(Files.getPosixFilePermissions(entry));
    }
  }

  private static Path onlyFolderIn(Path folder) throws IOException {
    try (var children = Files.list(folder)) {
      List<Path> found = children.toList();
      if (found.size() != 1 || !Files.isRegularFile(found.getFirst().resolve("bin/mvn"))) {
        throw new IOException("The archive does not hold one folder with bin/mvn in it");
      }
      return found.getFirst();
    }
  }

  private static void putInPlace(Path unpacked, Path target) throws IOException {
    try {
      Files.move(unpacked, target, ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isRegularFile(target.resolve("bin/mvn"))) {
        throw e;
      }
      // Somebody else was faster; theirs has the same checksum.
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static MessageDigest sha512() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-512", e);
    }
  }
}
