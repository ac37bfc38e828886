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
 * The duties of all posts. What is asked about one instant is found by binary search; what is asked
 * about a time looks at that time only, never at the year.
 */
public final class DutyRoster {
  private static final Duration FIRST_LOOK = Duration.ofDays(2);

  /** Beyond this a duty counts as endless. */
  static final Duration HORIZON = Duration.ofDays(64);

  private final Map<Post, PostRoster> posts;
  private final Map<PersonId, Set<Post>> postsOf;

  private DutyRoster(Map<Post, PostRoster> posts, Map<PersonId, Set<Post>> postsOf) {
    this.posts = posts;
    this.postsOf = postsOf;
  }

  /**
   * Sorts duties by post.
   *
   * @param holder what is known of somebody who has duties of a post
   * @param zone whose wall clock a post goes by; empty for one that is gone, which has no duties
   */
  public static DutyRoster of(
      Collection<Duty> weekly,
      Collection<Duty> shifts,
      Collection<StandIn> standIns,
      BiFunction<Post, PersonId, DutyHolder> holder,
      Function<Post, Optional<ZoneId>> zone) {
    var drafts = new HashMap<Post, Draft>();
    weekly.forEach(duty -> draft(drafts, duty.post(), holder).add(duty));
    shifts.forEach(duty -> draft(drafts, duty.post(), holder).add(duty));
    standIns.forEach(standIn -> draft(drafts, standIn.post(), holder).add(standIn));
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

  private static Draft draft(
      Map<Post, Draft> drafts, Post post, BiFunction<Post, PersonId, DutyHolder> holder) {
    return drafts.computeIfAbsent(post, it -> new Draft(person -> holder.apply(post, person)));
  }

  /** What has been read of one post. */
  private static final class Draft {
    private final Function<PersonId, DutyHolder> known;
    private final Map<PersonId, DutyHolder> holders = new HashMap<>();
    private final List<PostRoster.EveryWeek> everyWeek = new ArrayList<>();
    private final List<IntervalIndex.Stretch<DutyHolder>> shifts = new ArrayList<>();
    private final List<IntervalIndex.Stretch<PostRoster.StandingIn>> standIns = new ArrayList<>();

    Draft(Function<PersonId, DutyHolder> known) {
      this.known = known;
    }

    void add(Duty duty) {
      var holder = holder(duty.person());
      switch (duty.times()) {
        case DutyTimes.Weekly weekly -> everyWeek.add(new PostRoster.EveryWeek(holder, weekly));
        case DutyTimes.Dated dated ->
            Interval.onTheWall(dated.from(), dated.to(), dated.zone())
                .forEach(piece -> shifts.add(IntervalIndex.Stretch.of(piece, holder)));
      }
    }

    void add(StandIn standIn) {
      standIns.add(
          IntervalIndex.Stretch.of(
              standIn.when(), new PostRoster.StandingIn(holder(standIn.person()), standIn)));
    }

    PostRoster roster(ZoneId zone) {
      return new PostRoster(
          zone, List.copyOf(everyWeek), new IntervalIndex<>(shifts), new IntervalIndex<>(standIns));
    }

    private DutyHolder holder(PersonId person) {
      return holders.computeIfAbsent(person, known);
    }
  }

  /** Who is on call for the post, everybody once, leads last. */
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

  /** When nobody is on call for the post; all of {@code window} for a post without duties. */
  public List<Interval> gaps(Post post, Interval window) {
    var roster = posts.get(post);
    return roster == null ? List.of(window) : roster.when(at -> !roster.isStaffed(at), window);
  }

  /** When the person is on call for the post within the window. */
  public List<Interval> duties(PersonId person, Post post, Interval window) {
    var roster = posts.get(post);
    return roster == null ? List.of() : duties(person, roster, window).toList();
  }

  /** The stretch around {@code at} in which the person is on call for the post all the time. */
  public Optional<Interval> dutyAt(PersonId person, Post post, Instant at) {
    var roster = posts.get(post);
    return roster == null || !roster.isOnCall(person, at)
        ? Optional.empty()
        : Optional.of(around(person, roster, at));
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

  /** When the person's first duty of any post that starts at {@code after} or later does so. */
  public Optional<Instant> nextDuty(PersonId person, Instant after) {
    return postsOf.getOrDefault(person, Set.of()).stream()
        .flatMap(post -> new NextDuty(roster(post), person).after(after).stream())
        .min(Instant::compareTo);
  }

  private PostRoster roster(Post post) {
    return Objects.requireNonNull(posts.get(post));
  }

  private static Stream<Interval> duties(PersonId person, PostRoster roster, Interval window) {
    return roster.when(at -> roster.isOnCall(person, at), window).stream();
  }
}
