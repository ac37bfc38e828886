package care.andon.support;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a POSIX shell that the walkthrough uses, so that its commands run on a machine that
 * has neither a shell nor curl. It knows assignments, both kinds of quotes, {@code $NAME}, {@code
 * $(...)}, {@code curl} with {@code -s -X -H -d}, {@code date -u +FORMAT}, and the given remarks.
 * It refuses everything else, so that nothing is skipped silently.
 */
public final class Shell {
  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z_]+)=");
  private static final Pattern NAME = Pattern.compile("[A-Z_]+");
  private static final String SPECIAL = "|&;<>(){}*?[]~!#`";
  private static final Map<String, DateTimeFormatter> DATE_FIELDS =
      Map.of(
          "%Y", DateTimeFormatter.ofPattern("uuuu"),
          "%m", DateTimeFormatter.ofPattern("MM"),
          "%d", DateTimeFormatter.ofPattern("dd"));

  private final Web web;
  private final InstantSource time;
  private final Map<String, Runnable> remarks;
  private final Map<String, String> variables = new HashMap<>();

  /** Sends a call and returns the body of the answer. */
  @FunctionalInterface
  public interface Web {
    String exchange(Call call);
  }

  /**
   * A call by curl.
   *
   * @param body null if there is none
   */
  public record Call(
      String method, String url, Map<String, String> headers, @Nullable String body) {}

  /**
   * A shell with no variables.
   *
   * @param remarks what to do at a line with this comment
   */
  public Shell(Web web, InstantSource time, Map<String, Runnable> remarks) {
    this.web = web;
    this.time = time;
    this.remarks = Map.copyOf(remarks);
  }

  /** Runs the commands and returns what each of them printed. Assignments print nothing. */
  public List<String> run(String commands) {
    return new Script(commands).run();
  }

  private String execute(List<String> words) {
    if (words.isEmpty()) {
      throw refused("nothing to do");
    }
    return switch (words.getFirst()) {
      case "curl" -> web.exchange(call(words.subList(1, words.size())));
      case "date" -> date(words.subList(1, words.size()));
      default -> throw refused("the command " + words.getFirst());
    };
  }

  private static Call call(List<String> words) {
    String url = null;
    String method = null;
    String body = null;
    var headers = new LinkedHashMap<String, String>();
    for (var word = words.iterator(); word.hasNext(); ) {
      var option = word.next();
      switch (option) {
        case "-s" -> {}
        case "-X" -> method = word.next();
        case "-d" -> body = word.next();
        case "-H" -> {
          var header = word.next().split(": ", 2);
          headers.put(header[0], header[1]);
        }
        default -> {
          if (option.startsWith("-") || url != null) {
            throw refused("curl's argument " + option);
          }
          url = option;
        }
      }
    }
    if (url == null || (body != null && body.startsWith("@"))) {
      throw refused("curl without an address, or with a body from a file");
    }
    if (body != null) {
      headers.putIfAbsent("Content-Type", "application/x-www-form-urlencoded");
    }
    return new Call(method != null ? method : body == null ? "GET" : "POST", url, headers, body);
  }

  private String date(List<String> words) {
    if (words.size() != 2 || !words.get(0).equals("-u") || !words.get(1).startsWith("+")) {
      throw refused("date other than 'date -u +FORMAT'");
    }
    var now = OffsetDateTime.ofInstant(time.instant(), ZoneOffset.UTC);
    return Pattern.compile("%.")
        .matcher(words.get(1).substring(1))
        .replaceAll(field -> Matcher.quoteReplacement(dateField(field.group(), now)));
  }

  private static String dateField(String field, OffsetDateTime now) {
    var format = DATE_FIELDS.get(field);
    if (format == null) {
      throw refused("date's " + field);
    }
    return now.format(format);
  }

  private static IllegalArgumentException refused(String what) {
    return new IllegalArgumentException("This shell does not understand " + what);
  }

  /** A text and the current position in it. */
  private final class Script {
    private final String text;
    private int at;

    Script(String text) {
      this.text = text.replace("\\\n", " ");
    }

    List<String> run() {
      var printed = new ArrayList<String>();
      while (at < text.length()) {
        if (Character.isWhitespace(text.charAt(at))) {
          at++;
        } else if (text.charAt(at) == '#') {
          remark();
        } else if (ASSIGNMENT.matcher(rest()).lookingAt()) {
          assign();
        } else {
          printed.add(execute(words()));
        }
      }
      return printed;
    }

    private char charAt() {
      if (at == text.length()) {
        throw refused("a text that ends too early");
      }
      return text.charAt(at);
    }

    private String rest() {
      return text.substring(at);
    }

    private void remark() {
      var line = rest().lines().findFirst().orElseThrow();
      var act = remarks.get(line);
      if (act == null) {
        throw refused("the remark " + line);
      }
      act.run();
      at += line.length();
    }

    private void assign() {
      var name = ASSIGNMENT.matcher(rest());
      name.lookingAt();
      at += name.end();
      variables.put(name.group(1), word());
      if (!words().isEmpty()) {
        throw refused("a command after an assignment");
      }
    }

    /** The words up to the end of the line, or of the command substitution. */
    private List<String> words() {
      var words = new ArrayList<String>();
      while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != ')') {
        if (text.charAt(at) == ' ') {
          at++;
        } else {
          words.add(word());
        }
      }
      return words;
    }

    private String word() {
      var word = new StringBuilder();
      while (at < text.length() && " \n)".indexOf(text.charAt(at)) < 0) {
        switch (text.charAt(at)) {
          case '\'' -> word.append(literal());
          case '"' -> word.append(quoted());
          case '$' -> word.append(oneWord(substitution()));
          default -> word.append(plain());
        }
      }
      return word.toString();
    }

    private char plain() {
      var character = text.charAt(at++);
      if (character == '\\' || SPECIAL.indexOf(character) >= 0) {
        throw refused("an unquoted " + character);
      }
      return character;
    }

    private String literal() {
      var end = text.indexOf('\'', at + 1);
      if (end < 0) {
        throw refused("a quote that does not end");
      }
      var literal = text.substring(at + 1, end);
      at = end + 1;
      return literal;
    }

    private String quoted() {
      var quoted = new StringBuilder();
      at++;
      while (charAt() != '"') {
        switch (charAt()) {
          case '$' -> quoted.append(substitution());
          case '\\', '`' -> throw refused("a " + charAt() + " between double quotes");
          default -> quoted.append(text.charAt(at++));
        }
      }
      at++;
      return quoted.toString();
    }

    private String substitution() {
      at++;
      return charAt() == '(' ? output() : variable();
    }

    private String output() {
      at++;
      var output = execute(words());
      if (at == text.length() || text.charAt(at) != ')') {
        throw refused("a substitution over more than one line");
      }
      at++;
      return output.replaceFirst("\n+$", "");
    }

    private String variable() {
      var name = NAME.matcher(rest());
      if (!name.lookingAt()) {
        throw refused("a $ before " + charAt());
      }
      at += name.end();
      var value = variables.get(name.group());
      if (value == null) {
        throw refused("$" + name.group() + ", which has no value");
      }
      return value;
    }

    /** A shell would split unquoted text into words, or expand it to file names. */
    private static String oneWord(String value) {
      if (value.isEmpty() || !value.matches("[\\w.:/%@=+-]+")) {
        throw refused("an unquoted value that is not one plain word");
      }
      return value;
    }
  }
}
