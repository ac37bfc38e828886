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
        "What cannot be imported, where it stands and why. As long as there is one,"
            + " nothing is applied.")
public record Rejection(
    @Schema(
            description = "What it stands in; absent for what is wrong with the upload as a whole",
            examples = "people")
        @Nullable String file,
    @Schema(description = "Line in the file, counted from 1; the header is one", examples = "7")
        @Nullable Integer line,
    @Schema(
            description = "Name of the column, or its number for one that is not known",
            examples = "username")
        @Nullable String column,
    @Schema(description = "JSON pointer, where JSON was sent", examples = "/people/5/username")
        @Nullable String pointer,
    @Schema(description = "Stable, for programs", examples = "duplicate_code") String code,
    @Schema(
            description = "What to send instead",
            examples = "Line 3 has the same username; send each once")
        String reason) {

  public static Rejection of(ImportSheet sheet, String code, String reason) {
    return new Rejection(sheet.file(), null, null, null, code, reason);
  }

  public static Rejection at(
      ImportLine line, @Nullable SheetColumn column, String code, String reason) {
    return new Rejection(
        line.sheet().file(),
        line.number(),
        column == null ? null : column.title(),
        line.pointer() == null || column == null
            ? line.pointer()
            : line.pointer() + "/" + column.title(),
        code,
        reason);
  }
}
