package care.andon.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** A browser without a screen: keeps cookies and follows redirects. */
final class Browser {
  private static final int MOST_REDIRECTS = 10;

  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /** A browser in which a person of the demo hospital has signed in. */
  static Browser of(String username) {
    var browser = new Browser();
    assertThat(browser.get("/dev/sign-in/" + username).statusCode()).isEqualTo(200);
    return browser;
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(at(path)).header("Accept", "text/html").build());
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(HttpRequest.newBuilder(at(path)).headers(headers).build());
  }

  HttpResponse<String> post(String path) {
    return send(
        HttpRequest.newBuilder(at(path))
            .header("Accept", "text/html")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  /** The text of a page that is there. */
  String page(String path) {
    var answer = get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  /** The cookies of the session. */
  List<HttpCookie> session() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(it -> it.getName().startsWith("q_session"))
        .toList();
  }

  static URI at(String path) {
    return URI.create(RestAssured.baseURI + ":" + RestAssured.port + path);
  }

  /** Follows redirects itself, because the client gives up after five. */
  private HttpResponse<String> send(HttpRequest request) {
    var answer = exchange(request);
    for (var i = 0; i < MOST_REDIRECTS && answer.statusCode() / 100 == 3; i++) {
      var next = answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
      answer = exchange(HttpRequest.newBuilder(next).header("Accept", "text/html").build());
    }
    return answer;
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
