package care.andon.directory.oncall;

import care.andon.kernel.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The duties of all posts: who is on call, when, and where there are gaps.
 *
 * <p>Questions about one instant use binary search. Questions about an interval look at that
 * interval only, not at the whole year.
 */
public final class DutyRoster {
  private static final Duration FIRST_LOOK = Duration.ofDays(2);

  /** A duty longer than this counts as endless. */
  static final Duration HORIZON = Duration.ofDays(64);

  private final Map<Post, PostRoster> posts;
  private final Map<PersonId, Set<Post>> postsOf;

  private DutyRoster(Map<Post, PostRoster> posts, Map<PersonId, Set<Post>> postsOf) {
    this.posts = posts;
    this.postsOf = postsOf;
  }

  /**
   * Builds the roster.
   *
   * @param holder tells what is known of a person who has duties of a post
   * @param zone the time zone of a post; empty for a post that is gone, which has no duties
   */
  public static DutyRoster of(
      Collection<Duty> weekly,
      Collection<Duty> shifts,
      Collection<StandIn> standIns,
      BiFunction<Post, PersonId, DutyHolder> holder,
      Function<Post, Optional<ZoneId>> zone) {
    var drafts = new HashMap<Post, PostRosterBuilder>();
    weekly.forEach(duty -> builder(drafts, duty.post(), holder).add(duty));
    shifts.forEach(duty -> builder(drafts, duty.post(), holder).add(duty));
    standIns.forEach(standIn -> builder(drafts, standIn.post(), holder).add(standIn));
    var posts = new HashMap<Post, PostRoster>();
    var postsOf = new HashMap<PersonId, Set<Post>>();
    drafts.forEach(
        (post, draft) ->
            zone.apply(post)
                .ifPresent(
                    clock -> {
                      posts.put(post, draft.roster(clock));
                      draft
                          .holders
                          .keySet()
                          .forEach(
                              person ->
                                  postsOf.computeIfAbsent(person, it -> new HashSet<>()).add(post));
                    }));
    return new DutyRoster(posts, postsOf);
  }

  private static PostRosterBuilder builder(
      Map<Post, PostRosterBuilder> drafts,
      Post post,
      BiFunction<Post, PersonId, DutyHolder> holder) {
    return drafts.computeIfAbsent(
        post, it -> new PostRosterBuilder(person -> holder.apply(post, person)));
  }

  /** Collects the entries of one post. */
  private static final class PostRosterBuilder {
    private final Function<PersonId, DutyHolder> known;
    private final Map<PersonId, DutyHolder> holders = new HashMap<>();
    private final List<PostRoster.WeeklyEntry> everyWeek = new ArrayList<>();
    private final List<IntervalIndex.IndexEntry<DutyHolder>> shifts = new ArrayList<>();
    private final List<IntervalIndex.IndexEntry<PostRoster.StandInEntry>> standIns =
        new ArrayList<>();

    PostRosterBuilder(Function<PersonId, DutyHolder> known) {
      this.known = known;
    }

    void add(Duty duty) {
      var holder = holder(duty.person());
      switch (duty.times()) {
        case DutyTimes.Weekly weekly -> everyWeek.add(new PostRoster.WeeklyEntry(holder, weekly));
        case DutyTimes.Dated dated ->
            Interval.ofWallClock(dated.from(), dated.to(), dated.zone())
                .forEach(piece -> shifts.add(IntervalIndex.IndexEntry.of(piece, holder)));
      }
    }

    void add(StandIn standIn) {
      standIns.add(
          IntervalIndex.IndexEntry.of(
              standIn.when(), new PostRoster.StandInEntry(holder(standIn.person()), standIn)));
    }

    PostRoster roster(ZoneId zone) {
      return new PostRoster(
          zone, List.copyOf(everyWeek), new IntervalIndex<>(shifts), new IntervalIndex<>(standIns));
    }

    private DutyHolder holder(PersonId person) {
      return holders.computeIfAbsent(person, known);
    }
  }

  /** The people on call for the post, each person once, leads last. */
  public List<OnCallPerson> onCall(Post post, Instant at) {
    var roster = posts.get(post);
    return roster == null
        ? List.of()
        : roster.onCall(at).stream().map(turn -> onCall(turn, roster.zone())).toList();
  }

  private static OnCallPerson onCall(OnCallTurn turn, ZoneId zone) {
    var until =
        turn.until().equals(Instant.MAX)
            ? Optional.<ZonedDateTime>empty()
            : Optional.of(turn.until().atZone(zone));
    return new OnCallPerson(turn.holder().person(), turn.holder().lead(), until, turn.standIn());
  }

  /** The gaps of the post in the window. For a post without duties, the whole window. */
  public List<Interval> gaps(Post post, Interval window) {
    var roster = posts.get(post);
    return roster == null
        ? List.of(window)
        : roster.intervalsWhere(at -> !roster.isStaffed(at), window);
  }

  /** The intervals in the window in which the person is on call for the post. */
  public List<Interval> duties(PersonId person, Post post, Interval window) {
    var roster = posts.get(post);
    return roster == null ? List.of() : duties(person, roster, window).toList();
  }

  /**
   * The interval around {@code at} during which the person is continuously on call for the post;
   * empty if they are not on call at {@code at}.
   */
  public Optional<Interval> dutyAt(PersonId person, Post post, Instant at) {
    var roster = posts.get(post);
    return roster == null || !roster.isOnCall(person, at)
        ? Optional.empty()
        : Optional.of(around(person, roster, at));
  }

  /** Whether the person is on call for the post at {@code at}. */
  public boolean isOnCall(PersonId person, Post post, Instant at) {
    var roster = posts.get(post);
    return roster != null && roster.isOnCall(person, at);
  }

  private static Interval around(PersonId person, PostRoster roster, Instant at) {
    for (var look = FIRST_LOOK; ; look = look.multipliedBy(2)) {
      var window = new Interval(at.minus(look), at.plus(look));
      var duty =
          duties(person, roster, window).filter(it -> it.contains(at)).findFirst().orElseThrow();
      var begins = duty.from().isAfter(window.from());
      var ends = duty.to().isBefore(window.to());
      if ((begins && ends) || look.compareTo(HORIZON) >= 0) {
        return new Interval(begins ? duty.from() : Instant.MIN, ends ? duty.to() : Instant.MAX);
      }
    }
  }

  /** The first start at {@code after} or later of a duty of the person, for any post. */
  public Optional<Instant> nextDuty(PersonId person, Instant after) {
    return postsOf.getOrDefault(person, Set.of()).stream()
        .flatMap(post -> new NextDuty(roster(post), person).after(after).stream())
        .min(Instant::compareTo);
  }

  private PostRoster roster(Post post) {
    return Objects.requireNonNull(posts.get(post));
  }

  private static Stream<Interval> duties(PersonId person, PostRoster roster, Interval window) {
    return roster.intervalsWhere(at -> roster.isOnCall(person, at), window).stream();
  }
}
