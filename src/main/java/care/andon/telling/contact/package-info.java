/**
 * The contacts of people: where they are told. {@link Contacts} adds, verifies and removes them.
 * {@link ContactImports} takes them from another system.
 */
@NullMarked
package care.andon.telling.contact;

import org.jspecify.annotations.NullMarked;
