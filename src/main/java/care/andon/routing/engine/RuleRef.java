package care.andon.routing.engine;

/**
 * One version of a published rule.
 *
 * @param version 1 for the first
 */
public record RuleRef(String code, int version) {}
