package care.andon.platform.web;

import static care.andon.support.Given.aNeedOf;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The watch over a body ends with the body. Otherwise it would hold each exchange for 30 s. */
@QuarkusTest
class BodyReceptionTest {
  /** The last call with a body. */
  @Singleton
  static class LastCall {
    private static final AtomicReference<BodyReception> LAST = new AtomicReference<>();

    void filters(@Observes Filters filters) {
      filters.register(
          exchange -> {
            BodyReception.of(exchange).ifPresent(LAST::set);
            exchange.next();
          },
          HttpEdge.AFTER_BODY - 1);
    }
  }

  static Stream<Executable> calls() {
    var conrad = Api.as("conrad.vance");
    var files = "/api/v1/directory/imports/files?source=watched";
    return Stream.of(
        () -> Api.as("nina.patel").files(aNeedOf("this_shift", "supplies")),
        () -> conrad.sends("{}").post("/api/v1/directory/imports?source=watched"),
        () ->
            conrad.calls().multiPart("people", "p.csv", "username,name\n".getBytes()).post(files));
  }

  @ParameterizedTest
  @MethodSource
  void calls(Executable call) throws Throwable {
    LastCall.LAST.set(null);

    call.execute();

    assertThat(LastCall.LAST.get().complete()).as("was watched").isFalse();
  }
}
