package care.andon.directory.imports;

import care.andon.directory.imports.ImportReport.Change;
import care.andon.directory.imports.ImportReport.Difference;
import care.andon.directory.imports.ImportReport.ImportAct;
import care.andon.directory.imports.ImportReport.Summary;
import care.andon.directory.imports.planning.DirectoryItem;
import care.andon.directory.imports.planning.ImportPlan;
import care.andon.directory.imports.planning.StoredDirectory;
import care.andon.directory.imports.reading.ItemKind;
import care.andon.directory.imports.reading.Upload;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Describes a plan for people: codes instead of ids, names of days instead of numbers. */
final class ImportDiff {
  private static final int MOST_OF_A_KIND = 200;

  private final ImportPlan plan;
  private final StoredDirectory stored;
  private final Map<ItemKind, Map<String, String>> codes = new EnumMap<>(ItemKind.class);

  ImportDiff(ImportPlan plan, StoredDirectory stored) {
    this.plan = plan;
    this.stored = stored;
  }

  List<Summary> summary(Upload upload) {
    return Stream.of(ItemKind.values())
        .filter(kind -> upload.mentions(kind.sheet()) || !plan.of(kind).isEmpty())
        .map(
            kind -> {
              var changes = plan.of(kind);
              return new Summary(
                  kind.title(),
                  changes.added().size(),
                  changes.changed().size(),
                  changes.gone().size(),
                  changes.unchanged());
            })
        .toList();
  }

  int count() {
    return Stream.of(ItemKind.values())
        .map(plan::of)
        .mapToInt(it -> it.added().size() + it.changed().size() + it.gone().size())
        .sum();
  }

  /** The first changes of each kind. */
  List<Change> changes() {
    var list = new ArrayList<Change>();
    for (var kind : ItemKind.values()) {
      var changes = plan.of(kind);
      Stream.of(
              changes.changed().stream()
                  .map(it -> change(ImportAct.CHANGED, it.after(), fields(it))),
              changes.gone().stream().map(it -> change(ImportAct.GONE, it, List.of())),
              changes.added().stream().map(it -> change(ImportAct.ADDED, it, List.of())))
          .flatMap(it -> it)
          .limit(MOST_OF_A_KIND)
          .forEach(list::add);
    }
    return list;
  }

  private Change change(ImportAct act, DirectoryItem item, List<Difference> fields) {
    return new Change(item.kind().title(), act, what(item), item.externalId(), fields);
  }

  private String what(DirectoryItem item) {
    if (item.kind().isNamed()) {
      return item.code();
    }
    var titles =
        switch (item.kind()) {
          case MEMBERSHIPS -> List.of("team", "person");
          case OWNERS -> List.of("facility", "category");
          case DUTIES -> List.of("team", "facility", "tier", "person", "days", "from");
          default -> List.of("team", "facility", "tier", "person", "starts");
        };
    return titles.stream()
        .filter(
            title ->
                !title.equals("facility")
                    || item.kind() == ItemKind.OWNERS
                    || item.get("team") == null)
        .map(title -> shown(item.kind(), title, item.get(title)))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  private List<Difference> fields(ImportPlan.Changed changed) {
    var before = changed.before();
    var after = changed.after();
    var fields = new ArrayList<Difference>();
    differ(fields, "source", before.source(), after.source());
    differ(fields, "externalId", before.externalId(), after.externalId());
    differ(fields, "gone", before.gone() ? "true" : null, after.gone() ? "true" : null);
    for (var field : before.kind().fields()) {
      differ(
          fields,
          field.title(),
          shown(before.kind(), field.title(), before.get(field.title())),
          shown(before.kind(), field.title(), after.get(field.title())));
    }
    return fields;
  }

  private static void differ(
      List<Difference> fields, String title, @Nullable String before, @Nullable String after) {
    if (!Objects.equals(before, after)) {
      fields.add(new Difference(title, before, after));
    }
  }

  private @Nullable String shown(ItemKind kind, String title, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return null;
    }
    var refersTo = kind.fields().get(kind.index(title)).refersTo();
    if (refersTo != null) {
      return code(refersTo, value);
    }
    return switch (title) {
      case "days" ->
          Arrays.stream(value.replaceAll("[{}]", "").split(",", -1))
              .map(day -> DayOfWeek.of(Integer.parseInt(day)).name())
              .collect(Collectors.joining(" "));
      case "starts", "ends" -> value.substring(0, 16).replace(' ', 'T');
      case "from", "to" -> value.substring(0, 5);
      case "backups" ->
          Arrays.stream(value.split(" ", -1))
              .map(post -> post.length() == 1 ? "tier:" + post : code(ItemKind.TEAMS, post))
              .collect(Collectors.joining(" "));
      default -> value;
    };
  }

  private String code(ItemKind kind, String id) {
    var known = codes.computeIfAbsent(kind, this::codes);
    return known.getOrDefault(id, id);
  }

  private Map<String, String> codes(ItemKind kind) {
    var known = new HashMap<String, String>();
    stored.of(kind).forEach(item -> known.put(item.id().toString(), item.code()));
    plan.of(kind).after().forEach(item -> known.put(item.id().toString(), item.code()));
    return known;
  }
}
