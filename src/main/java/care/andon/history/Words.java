package care.andon.history;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component of an event with free text: people wrote it, or names are in it. It can be erased. A
 * new component of this kind needs a migration, too: {@code words_of} in SQL lists the same paths.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({RECORD_COMPONENT, FIELD})
@interface Words {}
