/**
 * Reads an uploaded CSV or JSON file into lines, and reports what could not be read.
 *
 * <p>Start with {@link Upload}, then {@link CsvReader} and {@link JsonReader}. {@link ImportSheet}
 * and {@link SheetColumn} declare the columns.
 */
@NullMarked
package care.andon.directory.imports.reading;

import org.jspecify.annotations.NullMarked;
