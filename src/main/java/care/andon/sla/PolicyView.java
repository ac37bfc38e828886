package care.andon.sla;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.sla.PolicyDocument.ClockDocument;
import care.andon.sla.match.engine.PolicyCriteria;
import care.andon.versioned.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One version of a policy, as a client reads it. */
@Schema(name = "SlaPolicy", description = "One version of a policy; it never changes.")
record PolicyView(
    @Schema(examples = "medication-now") String code,
    @Schema(description = "The number of the version; 1 is the first", examples = "1") int version,
    @Schema(examples = "Medication for a waiting patient") String name,
    MatchView match,
    ClocksView clocks,
    @Schema(description = "How long a request waits for the caregiver at most") Duration waitLimit,
    @Schema(
            description =
                "How long an escalation waits for an answer. Absent if it is the default of"
                    + " the impact")
        @Nullable Duration answerWithin,
    @Schema(description = "Whether new requests use it") boolean inForce,
    @Schema(description = "The first revision in which it was in force") long sinceRevision,
    Instant publishedAt,
    @Schema(description = "Username. Absent for documents that came with the service")
        @Nullable String publishedBy,
    @Schema(description = "When the next version replaced it, or it was retired")
        @Nullable Instant endedAt,
    @Nullable String endedBy,
    @Schema(
            description =
                "What all policies together leave without a promise. Only in answers to a"
                    + " change")
        @Nullable List<PolicyWarning> warnings) {

  /** The requests that the policy is for; an absent property allows every request. */
  @Schema(name = "SlaPolicyMatch")
  record MatchView(
      @Nullable List<Impact> impacts,
      @Nullable List<Category> categories,
      @Schema(description = "By code") @Nullable List<String> facilities,
      @Schema(description = "By code") @Nullable List<String> units,
      @Schema(description = "By code") @Nullable List<String> teams) {

    static MatchView of(PolicyCriteria match, PolicyPlaces places) {
      return new MatchView(
          match.impacts().isEmpty() ? null : match.impacts().stream().sorted().toList(),
          match.categories().isEmpty() ? null : match.categories().stream().sorted().toList(),
          codes(match.facilities(), (FacilityId id) -> places.codeOf(id)),
          codes(match.units(), (UnitId id) -> places.codeOf(id)),
          codes(match.teams(), (TeamId id) -> places.codeOf(id)));
    }

    private static <T> @Nullable List<String> codes(Set<T> ids, Function<T, String> code) {
      return ids.isEmpty() ? null : ids.stream().map(code).sorted().toList();
    }
  }

  /** The promises of a policy. */
  @Schema(name = "SlaPolicyClocks")
  record ClocksView(
      @Nullable ClockDocument acknowledge,
      @Nullable ClockDocument update,
      @Nullable ClockDocument resolve) {
    static ClocksView of(SlaPolicy policy) {
      return new ClocksView(
          clock(policy, ClockKind.ACKNOWLEDGE),
          clock(policy, ClockKind.UPDATE),
          clock(policy, ClockKind.RESOLVE));
    }

    private static @Nullable ClockDocument clock(SlaPolicy policy, ClockKind kind) {
      return policy.promise(kind).map(ClockDocument::of).orElse(null);
    }
  }

  static PolicyView of(
      Version<SlaPolicy> version, PolicyPlaces places, @Nullable List<PolicyWarning> warnings) {
    var policy = version.content();
    return new PolicyView(
        version.code(),
        version.number(),
        version.name(),
        MatchView.of(policy.criteria(), places),
        ClocksView.of(policy),
        policy.waitLimit(),
        policy.answerWithin(),
        version.isInForce(),
        version.since(),
        version.publishedAt(),
        version.publishedBy(),
        version.endedAt(),
        version.endedBy(),
        warnings);
  }
}
