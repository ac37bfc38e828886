package care.andon.platform.keys;

import care.andon.platform.keys.Keysets.KeysetException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The command {@code java -jar quarkus-run.jar keys}: prints keysets to the standard output and
 * changes nothing, so it also works where the keys are mounted read-only.
 */
public final class KeysCommand {
  /** The first argument of the command. */
  public static final String NAME = "keys";

  private static final int USAGE = 64;
  private static final String HELP =
      """
      keys                 prints a new keyset: store it as tags.json in the folder ANDON_KEYS
      keys add FILE        prints the keyset of FILE with a new key that is not used yet
      keys promote FILE    prints the keyset of FILE with its newest key as the one for new tags\
      """;

  private KeysCommand() {}

  /**
   * Runs the command.
   *
   * @param arguments begin with {@link #NAME}
   * @return the exit code
   */
  public static int run(List<String> arguments, PrintStream out, PrintStream errors) {
    try {
      out.println(keyset(arguments.subList(1, arguments.size())));
      return 0;
    } catch (KeysetException unusable) {
      errors.println(unusable.getMessage());
    } catch (IllegalArgumentException unknown) {
      errors.println(HELP);
    }
    return USAGE;
  }

  private static String keyset(List<String> arguments) {
    if (arguments.isEmpty()) {
      return Keysets.create();
    }
    if (arguments.size() != 2) {
      throw new IllegalArgumentException();
    }
    var file = Path.of(arguments.getLast());
    return switch (arguments.getFirst()) {
      case "add" -> Keysets.withNewKey(file);
      case "promote" -> Keysets.withNewestAsPrimary(file);
      default -> throw new IllegalArgumentException();
    };
  }
}
