package care.andon.trials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each experiment its {@link Verdict}, fails it when a goal is missed, and prints one table
 * after the last. The table is also in {@code target/trials.md}.
 */
final class Verdicts implements ParameterResolver, AfterEachCallback {
  private static final Namespace HERE = Namespace.create(Verdicts.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Verdict.class;
  }

  @Override
  public Verdict resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return verdict(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var verdict = verdict(context);
    var failure = context.getExecutionException();
    failure.ifPresent(verdict::ended);
    if (verdict.lines().isEmpty()) {
      verdict.note("passed", "");
    }
    context
        .getRoot()
        .getStore(HERE)
        .getOrComputeIfAbsent(Table.class, _ -> new Table(), Table.class)
        .lines
        .addAll(verdict.lines());
    if (failure.isEmpty()) {
      verdict.assertPassed();
    }
  }

  private static Verdict verdict(ExtensionContext context) {
    return context
        .getStore(HERE)
        .getOrComputeIfAbsent(Verdict.class, _ -> new Verdict(name(context)), Verdict.class);
  }

  /** Such as "R4 frozen". */
  private static String name(ExtensionContext context) {
    var number =
        context.getRequiredTestClass().getSimpleName().replaceFirst("^([RTK])0?(\\d+).*", "$1$2");
    var what = context.getDisplayName().replaceFirst("\\(.*", "").replace('_', ' ');
    return number + " " + what;
  }

  /** JUnit closes it after the last test. */
  private static final class Table implements AutoCloseable {
    private static final String ROW = "| %-48s | %-44s | %-22s | %-18s | %-6s |%n";

    private final Queue<Verdict.Line> lines = new ConcurrentLinkedQueue<>();

    @Override
    public void close() throws IOException {
      var text =
          new StringBuilder(ROW.formatted("experiment", "what", "measured", "goal", "passed"));
      text.append(ROW.formatted("---", "---", "---", "---", "---"));
      for (var line : lines) {
        text.append(
            ROW.formatted(
                line.experiment(),
                line.what(),
                line.measured(),
                line.goal(),
                line.passed() ? "yes" : "NO"));
      }
      System.out.println("\n" + text);
      Files.writeString(Path.of("target/trials.md"), text);
    }
  }
}
