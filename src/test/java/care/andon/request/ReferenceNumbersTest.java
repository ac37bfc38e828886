package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.Reference;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReferenceNumbersTest {
  private static final int CALLERS = 8;

  @Inject AgroalDataSource database;

  @Test
  void callers_that_wait_for_a_connection_do_not_wait_for_each_other() throws Exception {
    var together = new CyclicBarrier(CALLERS);
    var references =
        new ReferenceNumbers(beforeEachConnection(() -> together.await(5, TimeUnit.SECONDS)));

    assertThat(atOnce(CALLERS, references::next)).doesNotHaveDuplicates();
  }

  @Test
  void every_number_is_given_once() throws Exception {
    var references = new ReferenceNumbers(database);

    var given =
        atOnce(
            CALLERS,
            () -> {
              var some = new ArrayList<Reference>();
              for (var i = 0; i < 120; i++) {
                some.add(references.next());
              }
              return some;
            });

    var all = given.stream().flatMap(List::stream).toList();
    assertThat(new HashSet<>(all)).hasSameSizeAs(all);
  }

  private static <T> List<T> atOnce(int callers, Callable<T> call) throws Exception {
    try (var threads = Executors.newFixedThreadPool(callers)) {
      var given = new ArrayList<T>();
      for (var one : threads.invokeAll(Collections.nCopies(callers, call), 20, TimeUnit.SECONDS)) {
        given.add(one.get());
      }
      return given;
    }
  }

  private AgroalDataSource beforeEachConnection(Callable<?> wait) {
    return (AgroalDataSource)
        Proxy.newProxyInstance(
            AgroalDataSource.class.getClassLoader(),
            new Class<?>[] {AgroalDataSource.class},
            (_, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                wait.call();
              }
              try {
                return method.invoke(database, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }
}
