package care.andon.routing.engine;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Words that have to be in a request's item, one after the other. Upper and lower case are the
 * same, and so is everything between two words. {@code infusion pump} is in "Infusion-pump 12", but
 * not in "pump" and not in "pumps".
 *
 * @param words in lower case, at least one
 */
public record ItemWords(List<String> words) {
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

  public ItemWords {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("Name at least one word");
    }
    words = List.copyOf(words);
  }

  /** The words of a text; a text may have none. */
  public static List<String> in(String text) {
    return BETWEEN
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  boolean standIn(List<String> item) {
    return Collections.indexOfSubList(item, words) >= 0;
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
