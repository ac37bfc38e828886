package care.andon.trials;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An experiment that runs only with {@code ./mvnw -Ptrials verify}. Its test methods take a {@link
 * Verdict}.
 */
@EnabledIfSystemProperty(
    named = "trials.run",
    matches = "true",
    disabledReason = "a long trial; ./mvnw -Ptrials verify runs it")
@ExtendWith(Verdicts.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Experiment {}
