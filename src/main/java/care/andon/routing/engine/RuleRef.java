package care.andon.routing.engine;

/**
 * Identifies one version of a published rule.
 *
 * @param version 1 for the first
 */
public record RuleRef(String code, int version) {}
