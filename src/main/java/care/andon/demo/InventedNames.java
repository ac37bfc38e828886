package care.andon.demo;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Generates invented names: each once, always in the same order. */
final class InventedNames {
  /** Coprime to the number of last names, so that all pairs occur. */
  private static final int STRIDE = 7;

  private final List<String> first;
  private final List<String> last;
  private final Set<String> taken;
  private int next;

  InventedNames(List<String> first, List<String> last, List<Hospital.Person> taken) {
    this.first = first;
    this.last = last;
    this.taken = taken.stream().map(Hospital.Person::name).collect(Collectors.toSet());
  }

  /** The next unused name; {@code First Last}. */
  String next() {
    while (next < first.size() * last.size()) {
      var round = next / first.size();
      var name =
          first.get(next % first.size())
              + " "
              + last.get((next % first.size() + STRIDE * round) % last.size());
      next++;
      if (taken.add(name)) {
        return name;
      }
    }
    throw new IllegalStateException("demo/campuses.json has too few names");
  }

  /** The username for a name. */
  static String username(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '.');
  }
}
