package care.andon.directory.imports;

import care.andon.directory.imports.reading.ImportDocument;
import care.andon.directory.imports.reading.ImportSheet;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.identity.Identity;
import care.andon.platform.problem.Problem;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.BodyReception;
import care.andon.platform.web.Cursor;
import care.andon.platform.web.MultipartProblems;
import care.andon.platform.web.Page;
import care.andon.platform.web.PageLimit;
import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Imports the directory and lists earlier imports. */
@Path(ApiPaths.BASE + "/directory/imports")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Directory")
class ImportsResource {
  private static final String CSV = ".csv";

  /** A file name in the extended form that is not as RFC 8187 says. */
  private static final Pattern INVALID_NAME =
      Pattern.compile(
          "(?i)filename\\*=(?!(UTF-8|ISO-8859-1)'[a-z0-9-]*'[^'*%;]*(%[0-9a-f]{2}[^'*%;]*)*(;|$))");

  private static final String HOW_IT_IS_TAKEN =
      "Everything is checked first. Without `apply` nothing is changed, and the answer reports what"
          + " would change, what is rejected and what would stop working. With `apply=true` all"
          + " changes are made in one transaction. If a line is rejected, nothing is changed and the"
          + " answer is 422 with the same report. If more than a tenth of a kind of the source or"
          + " more than 20 of it would be removed, `apply=true` needs the `token` of a dry run in"
          + " `If-Match`; otherwise the answer is 409. Entries that are already as sent stay untouched."
          + " People who leave lose access, and their requests go to their teams. An import may be"
          + " larger than other bodies: 32 MiB, unless configured otherwise.";

  private final Imports imports;
  private final Identity identity;

  ImportsResource(Imports imports, Identity identity) {
    this.imports = imports;
    this.identity = identity;
  }

  @POST
  @RolesAllowed({"integration", "configurer"})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Import the directory as JSON",
      description = "Takes the whole directory of a source, or a part of it. " + HOW_IT_IS_TAKEN)
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = ImportDocument.class)))
  @APIResponseSchema(
      value = ImportReport.class,
      responseDescription = "What changes, what is rejected and what would stop working")
  @APIResponse(responseCode = "422", ref = "ImportRejected")
  public Response importDirectory(
      @BeanParam ImportParameters parameters,
      @Context HttpHeaders headers,
      @Context RoutingContext exchange,
      InputStream body)
      throws IOException {
    requireJson(headers);
    var terms = parameters.options();
    // A file, like the parts of an upload: several imports may wait, and memory is for the one that
    // is read.
    var file = Files.createTempFile("import", ".json");
    try {
      Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
      BodyReception.end(exchange);
      return answer(imports.ofJson(identity.caller(), terms, () -> Files.newInputStream(file)));
    } finally {
      Files.delete(file);
    }
  }

  @POST
  @Path("/files")
  @RolesAllowed({"integration", "configurer"})
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      summary = "Import the directory as CSV files",
      description =
          "Takes the whole directory of a source, or a part of it, as CSV files in one upload. Files"
              + " are UTF-8. The first line names the columns, which are the properties of the JSON"
              + " document. "
              + HOW_IT_IS_TAKEN)
  @RequestBody(required = true, content = @Content(schema = @Schema(ref = "DirectoryFiles")))
  @APIResponseSchema(
      value = ImportReport.class,
      responseDescription = "What changes, what is rejected and what would stop working")
  @APIResponse(responseCode = "422", ref = "ImportRejected")
  public Response importDirectoryFiles(
      @BeanParam ImportParameters parameters,
      @Context HttpHeaders headers,
      @Context RoutingContext exchange,
      @RestForm(FileUpload.ALL) @Nullable List<FileUpload> files) {
    return takeParts(parameters, headers, exchange, files);
  }

  /** CSV files at the address of JSON, where clients sent them before they had their own. */
  @POST
  @RolesAllowed({"integration", "configurer"})
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(hidden = true)
  public Response takeParts(
      @BeanParam ImportParameters parameters,
      @Context HttpHeaders headers,
      @Context RoutingContext exchange,
      @RestForm(FileUpload.ALL) @Nullable List<FileUpload> files) {
    BodyReception.end(exchange);
    requireJson(headers);
    var terms = parameters.options();
    var parts = files == null ? List.<FileUpload>of() : files;
    if (parts.isEmpty()) {
      throw Problem.invalid("", "required", "Send at least one file, such as people.csv");
    }
    return answer(
        imports.ofFiles(
            identity.caller(), terms, parts.stream().map(ImportsResource::part).toList()));
  }

  /**
   * Checks the Accept header: the framework chooses between two methods of one path by Content-Type
   * only.
   */
  private static void requireJson(HttpHeaders headers) {
    if (headers.getAcceptableMediaTypes().stream()
        .noneMatch(MediaType.APPLICATION_JSON_TYPE::isCompatible)) {
      throw new NotAcceptableException();
    }
  }

  /** The contents of a file are told by its field name, or else by its file name. */
  private static Imports.UploadedFile part(FileUpload file) {
    var disposition = String.valueOf(file.getHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION));
    if (file.filePath() == null || INVALID_NAME.matcher(disposition).find()) {
      throw MultipartProblems.malformed();
    }
    var sheet =
        ImportSheet.named(file.name()).or(() -> ImportSheet.named(baseName(file.fileName())));
    return new Imports.UploadedFile(
        sheet.orElse(null), () -> Files.newInputStream(file.uploadedFile()));
  }

  private static String baseName(@Nullable String fileName) {
    var name = fileName == null ? "" : fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(CSV) ? name.substring(0, name.length() - CSV.length()) : name;
  }

  private static Response answer(Imports.ImportResult outcome) {
    var answer = Response.ok(outcome.report()).header(HttpHeaders.ETAG, outcome.report().token());
    return outcome.replayed()
        ? answer.header(IdempotencyKey.REPLAYED, true).build()
        : answer.build();
  }

  @GET
  @RolesAllowed({"integration", "configurer", "auditor"})
  @Operation(
      summary = "List the imports",
      description =
          "Imports that changed something, newest first, with their counts and with what"
              + " stopped working. One import, read by its id, also has its single changes.")
  @APIResponse(responseCode = "200", description = "Newest first")
  public RestResponse<Page<ImportReport>> listDirectoryImports(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor, @Context UriInfo uri) {
    var size = PageLimit.parse(limit).value();
    var found = imports.list(position(Cursor.read(uri.getPath(), cursor)), size + 1);
    var shown = found.subList(0, Math.min(size, found.size()));
    var next = found.size() > size ? Cursor.write(uri.getPath(), after(shown.getLast())) : null;
    return Page.of(shown, uri, next).toResponse();
  }

  private static String after(ImportReport last) {
    return last.at() + " " + last.id();
  }

  private static Imports.@Nullable Position position(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var parts = text.split(" ", -1);
    try {
      return new Imports.Position(Instant.parse(parts[0]), UUID.fromString(parts[1]));
    } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException other) {
      throw Cursor.refused();
    }
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({"integration", "configurer", "auditor"})
  @Operation(
      summary = "Get an import",
      description = "The report as it was answered when the import was applied.")
  @APIResponse(responseCode = "200", description = "The import")
  public ImportReport getDirectoryImport(
      @Parameter(description = "The id", example = "0198c7a2-6b1e-7c3d-9f20-5d8e4a1b7c90") @RestPath
          String id) {
    return imports.get(id);
  }
}
