package care.andon.history;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text component of an event that is no free text, such as the code of a rule. It stays. */
@Retention(RetentionPolicy.RUNTIME)
@Target({RECORD_COMPONENT, FIELD})
@interface Code {}
