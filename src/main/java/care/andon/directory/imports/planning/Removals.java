package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ItemKind;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Detects imports that remove suspiciously much, such as an export that failed and has only its
 * header.
 */
public record Removals(ImportPlan plan, SourceContents sending, RosterRules rules) {
  private static final int MOST = 20;
  private static final int MOST_OF_TEN = 1;

  /** What is removed of each kind with too many removals, such as "3 of 3 people". */
  public Optional<String> tooMany() {
    var kinds =
        Stream.of(ItemKind.values())
            .filter(this::isTooMuch)
            .map(kind -> "%d of %d %s".formatted(gone(kind), before(kind), kind.title()))
            .collect(Collectors.joining(", "));
    return Optional.of(kinds).filter(text -> !text.isEmpty());
  }

  private boolean isTooMuch(ItemKind kind) {
    return gone(kind) > MOST || gone(kind) * 10 > before(kind) * MOST_OF_TEN;
  }

  /** Entries of other origins, such as memberships of a team that is gone, do not count. */
  private long gone(ItemKind kind) {
    return plan.of(kind).gone().stream()
        .filter(item -> item.isFromSource(sending.source()))
        .count();
  }

  /** Entries of the source that could go. Past shifts always stay. */
  private long before(ItemKind kind) {
    return sending.stored(kind).stream()
        .filter(item -> !item.gone() && item.isFromSource(sending.source()))
        .filter(item -> kind != ItemKind.SHIFTS || !rules.isOver(item))
        .count();
  }
}
