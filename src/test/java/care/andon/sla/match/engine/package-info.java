@org.jspecify.annotations.NullMarked
package care.andon.sla.match.engine;
