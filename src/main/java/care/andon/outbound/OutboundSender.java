package care.andon.outbound;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends a body to a {@link Destination}. It connects to the address that was checked, and follows
 * no redirect. Messages that follow each other within a second share a connection. Of the answer
 * only the status and {@code Retry-After} count; at most 64 kB of its body are read, and dropped.
 */
@Singleton
class OutboundSender implements Outbound {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final int MOST_READ = 64 * 1024;
  private static final int IDLE_SECONDS = 1;

  private final Vertx vertx;
  private final HttpClient client;

  /** The connections that a message was sent on. */
  private final Set<HttpConnection> used =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  OutboundSender(Vertx vertx) {
    this.vertx = vertx;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setMaxPoolSize(256)
                .setMaxRedirects(0)
                .setVerifyHost(true));
  }

  @Override
  public Future<Answer> post(Destination to, Map<String, String> headers, String body) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setSsl(to.isEncrypted())
            .setHost(to.host())
            .setPort(to.port())
            .setURI(to.path())
            .setFollowRedirects(false)
            .setServer(SocketAddress.inetSocketAddress(to.port(), to.address().getHostAddress()));
    headers.forEach(options::addHeader);
    return post(options, Buffer.buffer(body));
  }

  private Future<Answer> post(RequestOptions options, Buffer body) {
    return client
        .request(options)
        .timeout(CONNECT.toMillis() * 2, TimeUnit.MILLISECONDS)
        .compose(
            request -> {
              var isNew = used.add(request.connection());
              return send(request, body)
                  .recover(
                      failure ->
                          isNew || !isBroken(failure)
                              ? Future.failedFuture(failure)
                              : post(options, body));
            });
  }

  /**
   * Whether the connection broke. The receiver may have closed it before this message arrived, if
   * it was used before. Then the message is sent again, on another one.
   */
  private static boolean isBroken(Throwable failure) {
    return failure instanceof HttpClosedException || failure instanceof IOException;
  }

  private Future<Answer> send(HttpClientRequest request, Buffer body) {
    var answer = Promise.<Answer>promise();
    // A broken connection is the result of the attempt. Without a handler it would be logged, too.
    request.connection().exceptionHandler(answer::tryFail);
    // Also ends what comes one byte a second.
    var timer =
        vertx.setTimer(
            ANSWER.toMillis(),
            _ -> {
              answer.tryFail("No answer in time");
              request.connection().close();
            });
    request
        .send(body)
        .onFailure(
            failure -> {
              vertx.cancelTimer(timer);
              answer.tryFail(failure);
            })
        .onSuccess(response -> drop(request, response, timer, answer));
    return answer.future();
  }

  private void drop(
      HttpClientRequest request, HttpClientResponse response, long timer, Promise<Answer> answer) {
    var read = new int[1];
    response.handler(
        part -> {
          read[0] += part.length();
          if (read[0] > MOST_READ) {
            vertx.cancelTimer(timer);
            request.connection().close();
          }
        });
    response.exceptionHandler(_ -> vertx.cancelTimer(timer));
    response.endHandler(_ -> vertx.cancelTimer(timer));
    answer.tryComplete(new Answer(response.statusCode(), retryAfter(response)));
  }

  private static @Nullable String retryAfter(HttpClientResponse response) {
    return response.getHeader(HttpHeaders.RETRY_AFTER);
  }
}
