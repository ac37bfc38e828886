/** The service's secret keys, which are kept in files outside the database. */
@NullMarked
package care.andon.platform.keys;

import org.jspecify.annotations.NullMarked;
