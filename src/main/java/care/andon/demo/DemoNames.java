package care.andon.demo;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Invented names, one after the other, each once and always in the same order. */
final class DemoNames {
  /** Has no divisor in common with the number of last names, so that all pairs come. */
  private static final int STRIDE = 7;

  private final List<String> first;
  private final List<String> last;
  private final Set<String> taken;
  private int next;

  DemoNames(List<String> first, List<String> last, List<Hospital.Person> taken) {
    this.first = first;
    this.last = last;
    this.taken = taken.stream().map(Hospital.Person::name).collect(Collectors.toSet());
  }

  /** A name nobody has yet; {@code First Last}. */
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

  /** How somebody of that name signs in. */
  static String username(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '.');
  }
}
