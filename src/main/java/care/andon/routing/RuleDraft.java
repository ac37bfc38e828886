package care.andon.routing;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.directory.Team;
import care.andon.directory.Unit;
import care.andon.kernel.Category;
import care.andon.kernel.Id;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.kernel.Visibility;
import care.andon.routing.engine.AssignmentMethod;
import care.andon.routing.engine.BackupTeam;
import care.andon.routing.engine.CalendarHours;
import care.andon.routing.engine.ItemWords;
import care.andon.routing.engine.RuleCriteria;
import care.andon.routing.engine.RuleRef;
import care.andon.sla.engine.InvalidCalendar;
import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.BodyReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule on its way to be published, or to be tried. */
@Schema(
    name = "RoutingRuleDraft",
    description = "A routing rule to publish. Always the whole document.")
public record RuleDraft(
    @Schema(
            description = "Short and unique. A retired code is never used again",
            examples = "ventilators",
            pattern = BodyReader.CODE,
            required = true)
        @Nullable String code,
    @Schema(
            description = "The name, as the caregiver reads it in the reason of the routing",
            examples = "Ventilators in the ICU",
            maxLength = BodyReader.LONGEST_NAME,
            required = true)
        @Nullable String name,
    @Schema(description = "The requests it applies to. Without it: all") @Nullable MatchBody match,
    @Schema(
            description = "Id or code of the responsible team",
            examples = "clinical-engineering",
            required = true)
        @Nullable String team,
    @Schema(
            description =
                "How the assignee is chosen among the team's people on call: `on_call` the"
                    + " first in calling order, `least_open` the one with the fewest open requests"
                    + " of the team, `round_robin` the one whose last turn was longest ago,"
                    + " `nobody` none until a person takes the request. Without it: `on_call`",
            enumeration = {"on_call", "least_open", "round_robin", "nobody"},
            examples = "least_open")
        @Nullable String choose,
    @Schema(
            description =
                "Used in this order if nobody of the team is on call. After them come the"
                    + " house supervisor and the administrator on call")
        @Nullable List<@Nullable StandInBody> backups,
    @Schema(
            description =
                "Tiers of the facility that are told about every such request: 2 house"
                    + " supervisor, 3 administrator on call, 4 executive",
            examples = "[2]")
        @Nullable List<@Nullable Integer> alsoTell) {

  private static final int MOST_PLACES = 1_000;
  private static final int MOST_ITEMS = 100;
  private static final int LONGEST_ITEM = 200;
  private static final int MOST_BACKUPS = 10;

  /** As far as anybody plans; beyond it nothing is known of a calendar. */
  private static final Duration HORIZON = Duration.ofDays(3_653);

  /** Which requests a rule is for. */
  @Schema(
      name = "RoutingRuleDraftMatch",
      description =
          "Every dimension that is named must match. The most specific matching rule decides:"
              + " the one that names most dimensions. A unit counts together with its facility. The"
              + " owner of a category at a facility counts as a rule with these two dimensions; a"
              + " published rule wins over it.")
  public record MatchBody(
      @Schema(examples = "[\"equipment\"]") @Nullable List<@Nullable String> categories,
      @Schema(
              description = "Words, one of which must occur in the item",
              examples = "[\"ventilator\"]")
          @Nullable List<@Nullable String> itemWords,
      @Schema(examples = "[\"patient_waiting\"]") @Nullable List<@Nullable String> impacts,
      @Schema(description = "By id or code", examples = "[\"LAKESIDE\"]")
          @Nullable List<@Nullable String> facilities,
      @Schema(description = "By id or code", examples = "[\"ICU\"]")
          @Nullable List<@Nullable String> units,
      @Nullable TimeBody time,
      @Schema(examples = "[\"confidential\"]") @Nullable List<@Nullable String> visibilities) {}

  /** While a calendar is open or closed. */
  @Schema(
      name = "RoutingRuleDraftHours",
      description = "Requests that arrive while the calendar is open, or while it is closed.")
  public record TimeBody(
      @Schema(
              description = "Code of a calendar listed at /calendars",
              examples = "clinic-hours",
              required = true)
          @Nullable String calendar,
      @Schema(
              description = "true: while it is open; false: while it is closed",
              examples = "false",
              required = true)
          @Nullable Boolean open) {}

  /** Who stands in. */
  @Schema(name = "RoutingRuleDraftBackup", description = "Exactly one of `team` and `tier`.")
  public record StandInBody(
      @Schema(
              description =
                  "Id or code of a team. Its person on call becomes the assignee, and the"
                      + " team becomes responsible",
              examples = "it-service-desk")
          @Nullable String team,
      @Schema(
              description = "2 house supervisor, 3 administrator on call, 4 executive",
              examples = "2")
          @Nullable Integer tier) {}

  /** Calendars in force, by code. */
  interface Calendars extends Function<String, Optional<WorkCalendar>> {}

  /** What is meant; null if something was refused. */
  @Nullable RuleTerms read(
      BodyReader reader, RuleRef ref, Directory directory, Calendars calendars, Instant now) {
    var matched = readMatch(reader, directory, calendars, now);
    var named =
        team == null
            ? Optional.<TeamId>empty()
            : present(directory, directory.team(team).map(Team::id));
    if (team == null) {
      reader.refuseMissing("/team");
    } else if (named.isEmpty()) {
      reader.refuse("/team", "unknown_team", "Send the id or code of a team listed at /teams");
    }
    var chosen =
        choose == null
            ? Optional.of(AssignmentMethod.ON_CALL)
            : constant(AssignmentMethod.class, choose);
    if (chosen.isEmpty()) {
      reader.refuse(
          "/choose", "unknown_choice", "Send 'on_call', 'least_open', 'round_robin' or 'nobody'");
    }
    var standIns = readBackups(reader, directory);
    var told = readTiers(reader);
    return reader.hasRefused() || named.isEmpty() || chosen.isEmpty()
        ? null
        : new RuleTerms(ref, matched, named.get(), chosen.get(), standIns, told);
  }

  // --- Match ---

  private RuleCriteria readMatch(
      BodyReader reader, Directory directory, Calendars calendars, Instant now) {
    if (match == null) {
      return RuleCriteria.ALL;
    }
    var read =
        new RuleCriteria(
            reader.named(
                match.categories(),
                MOST_PLACES,
                "/match/categories",
                it -> constant(Category.class, it),
                "category"),
            reader.named(
                match.itemWords(), MOST_ITEMS, "/match/itemWords", RuleDraft::itemWords, "word"),
            reader.named(
                match.impacts(),
                MOST_PLACES,
                "/match/impacts",
                it -> constant(Impact.class, it),
                "impact"),
            reader.named(
                match.facilities(),
                MOST_PLACES,
                "/match/facilities",
                it -> present(directory, directory.facility(it).map(Facility::id)),
                "facility"),
            reader.named(
                match.units(),
                MOST_PLACES,
                "/match/units",
                it -> present(directory, directory.unit(it).map(Unit::id)),
                "unit"),
            match.time() == null ? null : readTime(reader, match.time(), calendars, now),
            reader.named(
                match.visibilities(),
                MOST_PLACES,
                "/match/visibilities",
                it -> constant(Visibility.class, it),
                "visibility"));
    refuseElsewhere(reader, read, directory);
    return read;
  }

  private static Optional<ItemWords> itemWords(String text) {
    var words = text.length() > LONGEST_ITEM ? List.<String>of() : ItemWords.in(text);
    return words.isEmpty() ? Optional.empty() : Optional.of(new ItemWords(words));
  }

  /** No request of a unit is one of a facility it does not belong to. */
  private void refuseElsewhere(BodyReader reader, RuleCriteria read, Directory directory) {
    if (read.facilities().isEmpty() || match == null || match.units() == null) {
      return;
    }
    for (var i = 0; i < match.units().size(); i++) {
      var text = match.units().get(i);
      var facility = text == null ? Optional.<Unit>empty() : directory.unit(text);
      if (facility.isPresent() && !read.facilities().contains(facility.get().facility())) {
        reader.refuse(
            "/match/units/" + i,
            "unit_elsewhere",
            "No request matches: the unit is in none of the facilities named");
      }
    }
  }

  private static @Nullable CalendarHours readTime(
      BodyReader reader, TimeBody time, Calendars calendars, Instant now) {
    if (time.calendar() == null || time.open() == null) {
      if (time.calendar() == null) {
        reader.refuseMissing("/match/time/calendar");
      }
      if (time.open() == null) {
        reader.refuseMissing("/match/time/open");
      }
      return null;
    }
    var calendar = calendars.apply(time.calendar());
    if (calendar.isEmpty()) {
      reader.refuse(
          "/match/time/calendar",
          "unknown_calendar",
          "Send the code of a calendar in force, listed at /calendars");
      return null;
    }
    refuseNever(reader, calendar.get(), time.open(), now);
    return new CalendarHours(time.calendar(), time.open());
  }

  private static void refuseNever(
      BodyReader reader, WorkCalendar calendar, boolean open, Instant now) {
    if (open) {
      try {
        calendar.requireOpenWithinTenYears(now);
      } catch (InvalidCalendar never) {
        reader.refuse(
            "/match/time", "never_open", "No request matches: the calendar is never open again");
      }
    } else if (calendar.openBetween(now, now.plus(HORIZON)).equals(HORIZON)) {
      reader.refuse(
          "/match/time", "never_closed", "No request matches: the calendar is never closed");
    }
  }

  // --- Whom else ---

  private List<RuleTerms.StandIn> readBackups(BodyReader reader, Directory directory) {
    var seen = new HashSet<RuleTerms.StandIn>();
    return reader.each(
        backups,
        MOST_BACKUPS,
        "/backups",
        (body, at) -> {
          var read = readBackup(body, reader, at, directory);
          if (read != null && !seen.add(read)) {
            reader.refuse(at, "duplicate", "Name each once");
          }
          return read;
        });
  }

  private static RuleTerms.@Nullable StandIn readBackup(
      StandInBody body, BodyReader reader, String pointer, Directory directory) {
    if ((body.team() == null) == (body.tier() == null)) {
      reader.refuse(pointer, "one_of_two", "Send either 'team' or 'tier'");
      return null;
    }
    if (body.team() == null) {
      var post = readTier(body.tier(), reader, pointer + "/tier");
      return post == null ? null : new RuleTerms.StandIn.OfFacility(post);
    }
    var found = present(directory, directory.team(body.team()).map(Team::id));
    if (found.isEmpty()) {
      reader.refuse(
          pointer + "/team", "unknown_team", "Send the id or code of a team listed at /teams");
      return null;
    }
    return new RuleTerms.StandIn.OfTeam(found.get());
  }

  private List<BackupTeam.Facility> readTiers(BodyReader reader) {
    var seen = new HashSet<BackupTeam.Facility>();
    return reader.each(
        alsoTell,
        BackupTeam.Facility.values().length,
        "/alsoTell",
        (tier, at) -> {
          var post = readTier(tier, reader, at);
          if (post != null && !seen.add(post)) {
            reader.refuse(at, "duplicate", "Name each once");
          }
          return post;
        });
  }

  private static BackupTeam.@Nullable Facility readTier(
      @Nullable Integer tier, BodyReader reader, String pointer) {
    var post = TierNumber.post(tier == null ? 0 : tier);
    if (post.isEmpty()) {
      reader.refuse(pointer, "not_a_tier", "Send 2, 3 or 4");
    }
    return post.orElse(null);
  }

  /** Who was here once is found, but nothing new is sent there. */
  private static <I extends Id> Optional<I> present(Directory directory, Optional<I> found) {
    return found.filter(id -> !directory.isGone(id));
  }

  private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String text) {
    return BodyReader.constant(type, text);
  }
}
