/**
 * The contacts of people: where they are told. {@link Contacts} adds, verifies and removes them.
 */
@NullMarked
package care.andon.telling.contact;

import org.jspecify.annotations.NullMarked;
