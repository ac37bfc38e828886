@org.jspecify.annotations.NullMarked
package care.andon.metrics.conduct;
