package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.Cells;
import care.andon.directory.imports.reading.ImportLine;
import care.andon.directory.imports.reading.ItemKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans the owners of categories and their backups. */
record OwnerLines(SourceContents sending, ReferenceResolver references) {

  /** The changes of owners. */
  ImportPlan.Changes changes() {
    var owners = new NaturalKeyMatcher(ItemKind.OWNERS, sending, references);
    for (var line : sending.lines(ItemKind.OWNERS)) {
      var values = values(line);
      if (values != null) {
        owners.add(
            line,
            values,
            "category",
            "Line %d has the same category; a facility has one owner of each");
      }
    }
    return owners.changes(_ -> false);
  }

  private @Nullable List<@Nullable String> values(ImportLine line) {
    var kind = ItemKind.OWNERS;
    var found = references.values(kind, line);
    if (found.isEmpty() || !line.isComplete()) {
      return null;
    }
    var values = found.get();
    var facility = String.valueOf(values.get(kind.index("facility")));
    var team = String.valueOf(values.get(kind.index("team")));
    if (!references.facilityOf(team).equals(facility)) {
      references.reject(line, "team", "other_facility", "The team is of another facility");
      return null;
    }
    if (values.get(kind.index("waitsForBusinessDay")) == null) {
      values.set(kind.index("waitsForBusinessDay"), "false");
    }
    var backups = backups(line, facility, team);
    if (backups == null) {
      return null;
    }
    values.set(kind.index("backups"), backups);
    return values;
  }

  private @Nullable String backups(ImportLine line, String facility, String owner) {
    var posts = new ArrayList<String>();
    for (var word : line.words("backups")) {
      var post = backup(line, word, facility);
      if (post == null) {
        return null;
      }
      if (post.equals(owner) || posts.contains(post)) {
        references.reject(
            line, "backups", "cyclic_reference", "Send each backup once, and not the owning team");
        return null;
      }
      posts.add(post);
    }
    return String.join(" ", posts);
  }

  private @Nullable String backup(ImportLine line, String word, String facility) {
    if (word.startsWith("tier:")) {
      var tier = Cells.tier(word.substring("tier:".length()));
      if (tier == null) {
        references.reject(line, "backups", "not_a_tier", Cells.TIER);
        return null;
      }
      return tier.toString();
    }
    var team = references.resolve(line, "backups", ItemKind.TEAMS, word);
    if (team != null && !references.facilityOf(team).equals(facility)) {
      references.reject(line, "backups", "other_facility", "The team is of another facility");
      return null;
    }
    return team;
  }
}
