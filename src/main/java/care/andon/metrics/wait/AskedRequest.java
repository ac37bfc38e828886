package care.andon.metrics.wait;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.metrics.form.Facilities;
import care.andon.metrics.form.FigureBase;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.Window;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a figure of waits needs of a request.
 *
 * @param team the team responsible; null for none
 * @param minutesLost what the caregiver estimated to have lost; null without an estimate
 * @param changedAt when the last act changed it, as in {@link Wait}
 */
record AskedRequest(
    UUID id,
    FacilityId facility,
    UnitId unit,
    @Nullable TeamId team,
    Category category,
    Impact impact,
    boolean isConfidential,
    @Nullable Integer minutesLost,
    long changedAt,
    Wait waited) {
  /** A stored request has positions in these lists, from 0. */
  static final List<Category> CATEGORIES = List.of(Category.values());

  static final List<Impact> IMPACTS = List.of(Impact.values());
  static final UUID NO_TEAM = new UUID(0, 0);
  static final int NO_ESTIMATE = -1;

  /**
   * Reads requests that are stored one after the other, as {@link AskedRequestRepository} writes
   * them. Ids that many requests share are one object.
   */
  static List<AskedRequest> read(byte[] stored) {
    var bytes = ByteBuffer.wrap(stored);
    var requests = new ArrayList<AskedRequest>();
    var facilities = new HashMap<UUID, FacilityId>();
    var units = new HashMap<UUID, UnitId>();
    var teams = new HashMap<UUID, TeamId>();
    while (bytes.hasRemaining()) {
      requests.add(
          new AskedRequest(
              uuid(bytes),
              facilities.computeIfAbsent(uuid(bytes), FacilityId::new),
              units.computeIfAbsent(uuid(bytes), UnitId::new),
              teamOrNull(teams.computeIfAbsent(uuid(bytes), TeamId::new)),
              CATEGORIES.get(bytes.getInt()),
              IMPACTS.get(bytes.getInt()),
              bytes.getInt() == 1,
              estimateOrNull(bytes.getInt()),
              bytes.getLong(),
              Wait.read(bytes)));
    }
    return requests;
  }

  private static UUID uuid(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static @Nullable TeamId teamOrNull(TeamId team) {
    return team.value().equals(NO_TEAM) ? null : team;
  }

  private static @Nullable Integer estimateOrNull(int minutes) {
    return minutes == NO_ESTIMATE ? null : (Integer) minutes;
  }

  /** Finds those that count: what {@link FigureScope#requestsOfTeam} says in SQL. */
  static Predicate<AskedRequest> of(FigureScope scope) {
    var spans = scope.windows().stream().map(Span::of).toList();
    return it ->
        (scope.base() == FigureBase.ALL || !it.isConfidential)
            && (scope.facility() == null || scope.facility().id().equals(it.facility))
            && (scope.unit() == null || scope.unit().id().equals(it.unit))
            && (scope.team() == null || scope.team().id().equals(it.team))
            && (scope.category() == null || scope.category() == it.category)
            && spans.stream().anyMatch(span -> span.contains(it));
  }

  /** A window of the period, with instants as in {@link Wait}. */
  private record Span(long from, long to, Facilities facilities) {
    static Span of(Window window) {
      return new Span(Wait.micros(window.from()), Wait.micros(window.to()), window.facilities());
    }

    boolean contains(AskedRequest request) {
      return request.waited.askedAt() >= from
          && request.waited.askedAt() < to
          && facilities.contains(request.facility);
    }
  }
}
