/**
 * Reads an uploaded CSV or JSON file into lines, and reports what could not be read.
 *
 * <p>{@link ImportDocument} declares the rows and their columns, once for both formats and the API
 * description, {@link ContactsDocument} those of contacts. {@link RowReader} reads them by Jackson,
 * {@link Cells} says how, and checks them by Bean Validation. {@link CsvReader} and {@link
 * JsonReader} add their lines to an {@link Upload}.
 */
@NullMarked
package care.andon.directory.imports.reading;

import org.jspecify.annotations.NullMarked;
