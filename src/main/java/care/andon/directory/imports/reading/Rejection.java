package care.andon.directory.imports.reading;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A reason why an upload cannot be imported, and its place. Never repeats what was sent, which may
 * be harmful.
 */
@Schema(
    name = "ImportRejection",
    description =
        "An entry that cannot be imported, with its place and the reason. If there is one,"
            + " nothing is applied.")
public record Rejection(
    @Schema(description = "The file. Absent for an error of the whole upload", examples = "people")
        @Nullable String file,
    @Schema(
            description = "Line in the file, counted from 1 and including the header",
            examples = "7")
        @Nullable Integer line,
    @Schema(
            description = "Name of the column. Its number if the name is unknown",
            examples = "username")
        @Nullable String column,
    @Schema(description = "JSON pointer, for JSON documents", examples = "/people/5/username")
        @Nullable String pointer,
    @Schema(description = "Stable, for programs", examples = "duplicate_code") String code,
    @Schema(
            description = "What to send instead",
            examples = "Line 3 has the same username; send each once")
        String reason) {

  public static Rejection of(ImportSheet sheet, String code, String reason) {
    return new Rejection(sheet.file(), null, null, null, code, reason);
  }

  /** A reason why a whole file cannot be imported, or a part of it. */
  public static Rejection in(
      ImportSheet sheet, int line, @Nullable String column, String code, String reason) {
    return new Rejection(sheet.file(), line, column, null, code, reason);
  }

  public static Rejection at(ImportLine line, @Nullable String column, String code, String reason) {
    var pointer = line.pointer();
    return new Rejection(
        line.sheet().file(),
        line.number(),
        column,
        pointer == null || column == null ? pointer : pointer + "/" + column,
        code,
        reason);
  }

  /** A reason without a place. */
  public static Rejection of(String code, String reason) {
    return new Rejection(null, null, null, null, code, reason);
  }
}
