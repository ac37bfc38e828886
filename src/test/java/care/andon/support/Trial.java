package care.andon.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * A slow test. It runs only where the environment has {@code ANDON_TRIALS=all}, as in CI; elsewhere
 * it is reported as skipped.
 */
@Tag("trial")
@EnabledIfEnvironmentVariable(
    named = "ANDON_TRIALS",
    matches = "all",
    disabledReason = "a slow trial; ANDON_TRIALS=all runs it")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Trial {}
