package care.andon.directory.imports;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.imports.ImportReport.Break;
import care.andon.directory.imports.planning.DirectoryItem;
import care.andon.directory.imports.planning.ImportPlan;
import care.andon.directory.imports.planning.StoredDirectory;
import care.andon.directory.imports.reading.ItemKind;
import care.andon.directory.oncall.CoverageGap;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Post;
import care.andon.kernel.Category;
import care.andon.kernel.TeamId;
import care.andon.kernel.WireNames;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what an import would break: open requests, categories without owner, gaps in rosters. */
final class ImpactReport {
  /** How far ahead gaps are reported; planners can still fill these. */
  static final Duration AHEAD = Duration.ofDays(14);

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("EEEE, MMMM d, HH:mm", Locale.ENGLISH);

  private final ImportPlan plan;
  private final StoredDirectory stored;
  private final Instant now;
  private final OpenWork work;
  private final List<Break> breaks = new ArrayList<>();

  ImpactReport(ImportPlan plan, StoredDirectory stored, Instant now, OpenWork work) {
    this.plan = plan;
    this.stored = stored;
    this.now = now;
    this.work = work;
  }

  /** Open requests first, then categories, then gaps. */
  List<Break> all() {
    openRequests();
    categories();
    gaps();
    return breaks;
  }

  // --- Requests ---

  private void openRequests() {
    requests(
        "open_requests_of_leaver",
        plan.of(ItemKind.PEOPLE).gone(),
        work.ofPeople(ids(ItemKind.PEOPLE)),
        "%s to %s, who leaves");
    requests(
        "open_requests_of_team",
        plan.of(ItemKind.TEAMS).gone(),
        work.ofTeams(ids(ItemKind.TEAMS)),
        "%s to %s, which goes");
    requests(
        "open_requests_of_unit",
        plan.of(ItemKind.UNITS).gone(),
        work.ofUnits(ids(ItemKind.UNITS)),
        "%s to %s, which goes");
  }

  private List<UUID> ids(ItemKind kind) {
    return plan.of(kind).gone().stream().map(DirectoryItem::id).toList();
  }

  private void requests(
      String code, List<DirectoryItem> gone, Map<UUID, Integer> open, String words) {
    for (var item : gone) {
      var count = open.get(item.id());
      if (count != null) {
        var belong = count == 1 ? "1 open request belongs" : count + " open requests belong";
        breaks.add(
            new Break(
                code, words.formatted(belong, item.text("name")), item.code(), count, null, null));
      }
    }
  }

  // --- Categories ---

  private void categories() {
    var before = owned(stored.of(ItemKind.OWNERS), present(ItemKind.TEAMS));
    var after = owned(plan.of(ItemKind.OWNERS).after(), plan.present(ItemKind.TEAMS));
    var known =
        present(ItemKind.FACILITIES).stream().map(DirectoryItem::id).collect(Collectors.toSet());
    for (var facility : plan.present(ItemKind.FACILITIES)) {
      var isNew = !known.contains(facility.id());
      var lost =
          Stream.of(Category.values())
              .map(WireNames::of)
              .filter(code -> !after.contains(owned(facility, code)))
              .filter(code -> isNew || before.contains(owned(facility, code)))
              .toList();
      if (!lost.isEmpty()) {
        breaks.add(withoutOwner(facility, lost));
      }
    }
  }

  private List<DirectoryItem> present(ItemKind kind) {
    return stored.of(kind).stream().filter(item -> !item.gone()).toList();
  }

  private static String owned(DirectoryItem facility, String category) {
    return facility.id() + " " + category;
  }

  private static Break withoutOwner(DirectoryItem facility, List<String> categories) {
    return new Break(
        "category_without_owner",
        "%s has nobody who looks after %s"
            .formatted(facility.text("name"), String.join(", ", categories)),
        facility.code(),
        null,
        null,
        null);
  }

  private static Set<String> owned(List<DirectoryItem> owners, List<DirectoryItem> teams) {
    var present = teams.stream().map(it -> it.id().toString()).collect(Collectors.toSet());
    return owners.stream()
        .filter(owner -> present.contains(owner.text("team")))
        .map(owner -> owner.text("facility") + " " + owner.text("category"))
        .collect(Collectors.toSet());
  }

  // --- Gaps in rosters ---

  private void gaps() {
    var preview = new PreviewSnapshot(now, AHEAD, stored.standIns());
    var before = preview.of(stored::of);
    var after = preview.of(kind -> plan.of(kind).after());
    var end = now.plus(AHEAD);
    for (var post : posts(after)) {
      var was = before.gaps(post, now, end).stream().map(CoverageGap::when).toList();
      for (var gap : after.gaps(post, now, end)) {
        for (var hole : newlyUncovered(gap.when(), was)) {
          breaks.add(gap(post, hole, gap.zone(), after, hole.to().equals(end)));
        }
      }
    }
  }

  private static Set<Post> posts(DirectorySnapshot snapshot) {
    var posts = new LinkedHashSet<Post>();
    for (var facility : snapshot.facilities()) {
      for (int tier = 2; tier <= 3; tier++) {
        posts.add(new Post.OfFacility(facility.id(), tier));
      }
    }
    snapshot.teams().forEach(team -> posts.add(new Post.OfTeam(team.id())));
    return posts;
  }

  /** The parts of a gap that were covered before. */
  private static List<Interval> newlyUncovered(Interval gap, List<Interval> before) {
    var rest = new ArrayList<Interval>();
    var from = gap.from();
    for (var known : before) {
      if (known.from().isAfter(from) && from.isBefore(gap.to())) {
        rest.add(new Interval(from, known.from().isBefore(gap.to()) ? known.from() : gap.to()));
      }
      from = known.to().isAfter(from) ? known.to() : from;
    }
    if (from.isBefore(gap.to())) {
      rest.add(new Interval(from, gap.to()));
    }
    return rest;
  }

  private static Break gap(
      Post post, Interval hole, ZoneId zone, DirectorySnapshot after, boolean isOpen) {
    var subject = subject(post, after);
    var from = WHEN.format(ZonedDateTime.ofInstant(hole.from(), zone));
    var to = WHEN.format(ZonedDateTime.ofInstant(hole.to(), zone));
    return new Break(
        "nobody_on_call",
        isOpen
            ? "%s has nobody on call from %s on".formatted(subject.name, from)
            : "%s has nobody on call from %s to %s".formatted(subject.name, from, to),
        subject.code,
        null,
        hole.from(),
        hole.to());
  }

  private record Subject(String name, String code) {}

  private static Subject subject(Post post, DirectorySnapshot after) {
    return switch (post) {
      case Post.OfTeam(TeamId id) -> {
        var team = after.team(id).orElseThrow();
        yield new Subject(team.name(), team.code());
      }
      case Post.OfFacility ofFacility -> {
        var facility = after.facility(ofFacility.facility()).orElseThrow();
        yield new Subject(
            "%s of %s".formatted(ofFacility.title(), facility.name()), facility.code());
      }
    };
  }
}
