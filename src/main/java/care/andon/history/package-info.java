/**
 * What happened, for ever. A {@link RequestEvent} is one thing that happened to a request; {@link
 * History} appends and reads, and offers nothing else: the database refuses to change or delete an
 * event. Whatever tells others about requests (figures, feeds, deliveries) reads it from here.
 *
 * <p>Start with {@link RequestEvent}: its records are the product's life in one file.
 */
@NullMarked
package care.andon.history;

import org.jspecify.annotations.NullMarked;
