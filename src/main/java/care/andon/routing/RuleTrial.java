package care.andon.routing;

import care.andon.platform.problem.Problem;
import care.andon.versioned.ValidDraft;
import care.andon.versioned.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tries drafts of routing rules together with the rules in force. Publishes nothing. */
@ApplicationScoped
public class RuleTrial {
  /** The revision of a draft: it is never in force. */
  private static final int NO_REVISION = -1;

  private final StoredRules stored;
  private final RuleKind kind;
  private final Routing routing;
  private final InstantSource time;

  RuleTrial(StoredRules stored, RuleKind kind, Routing routing, InstantSource time) {
    this.stored = stored;
    this.kind = kind;
    this.routing = routing;
    this.time = time;
  }

  /**
   * How requests would be routed with other rules.
   *
   * @param drafts added, or in place of the rule of the same code
   * @param retired codes of rules that would be retired
   * @throws Problem as publishing the drafts would
   */
  public Routing.RoutingState tryOut(List<RuleDraft> drafts, List<String> retired) {
    var published = stored.published();
    var now = time.instant();
    var rules = new LinkedHashMap<String, Version<RuleTerms>>();
    published.inForce().forEach(rule -> rules.put(rule.code(), rule));
    remove(retired, rules);
    for (var i = 0; i < drafts.size(); i++) {
      var pointer = "/rules/" + i;
      add(kind.read(drafts.get(i), pointer, null, published, now), pointer, rules, published, now);
    }
    kind.requireNoTie(rules.values().stream().map(Version::content).toList(), published, now);
    return routing.stateOf(List.copyOf(rules.values()));
  }

  private static void remove(List<String> retired, Map<String, Version<RuleTerms>> rules) {
    for (var i = 0; i < retired.size(); i++) {
      if (rules.remove(retired.get(i)) == null) {
        throw Problem.invalid(
            "/retire/" + i, "unknown_rule", "Send the code of a rule that is in force");
      }
    }
  }

  private static void add(
      ValidDraft<RuleTerms> draft,
      String pointer,
      Map<String, Version<RuleTerms>> rules,
      PublishedRules published,
      Instant now) {
    var replaced = rules.get(draft.code());
    var isDouble = replaced != null && replaced.since() == NO_REVISION;
    var last = published.rules().latest(draft.code());
    if (isDouble || last.filter(it -> !it.isInForce()).isPresent()) {
      throw Problem.invalid(
          pointer + "/code", "code_taken", "Send each code once, and none that is retired");
    }
    rules.put(draft.code(), unpublished(draft, now));
  }

  private static Version<RuleTerms> unpublished(ValidDraft<RuleTerms> draft, Instant now) {
    return new Version<>(
        draft.code(), 1, draft.name(), NO_REVISION, null, now, null, null, null, draft.content());
  }
}
