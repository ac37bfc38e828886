package care.andon.directory.imports;

import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The parameters of an import as they came, whatever the format of its body. */
public record ImportParameters(
    @Parameter(
            description =
                "The system the import comes from. Entries of other sources are not touched",
            schema = @Schema(type = SchemaType.STRING, maxLength = 64, pattern = SOURCE),
            required = true,
            example = "hr")
        @RestQuery
        @Nullable String source,
    @Parameter(
            description =
                "Whether the import is complete. Then entries of the source that are missing from a"
                    + " list or file are removed",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"),
            example = "false")
        @RestQuery
        @Nullable String whole,
    @Parameter(
            description = "Whether to apply the import. Otherwise it is only checked",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"),
            example = "false")
        @RestQuery
        @Nullable String apply,
    @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
    @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
  private static final String SOURCE = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";
  private static final Pattern NAME = Pattern.compile(SOURCE);

  /**
   * Checks the parameters.
   *
   * @throws Problem naming the first one that is not valid
   */
  public Imports.ImportOptions options() {
    if (source == null || !NAME.matcher(source).matches()) {
      throw Problem.parameter(
          "source",
          "not_valid",
          "Send the name of the source: at most 64 letters, digits, dots, dashes or underlines");
    }
    return new Imports.ImportOptions(
        source, flag("whole", whole), flag("apply", apply), ifMatch, IdempotencyKey.parse(key));
  }

  private static boolean flag(String name, @Nullable String text) {
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw Problem.parameter(name, "not_valid", "Send true or false");
    }
    return "true".equals(text);
  }
}
