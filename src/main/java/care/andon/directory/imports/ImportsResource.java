package care.andon.directory.imports;

import care.andon.directory.imports.reading.ImportDocument;
import care.andon.directory.imports.reading.ImportSheet;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.identity.Identity;
import care.andon.platform.problem.Problem;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.Cursor;
import care.andon.platform.web.Page;
import care.andon.platform.web.PageLimit;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
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
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
class ImportsResource {
  private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final String CSV = ".csv";

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
      operationId = "importDirectory",
      summary = "Take the directory from another system",
      description =
          "The whole directory of a source, or a part of it, as JSON or as CSV files in one upload"
              + " (`facilities.csv`, `units.csv`, `teams.csv`, `people.csv`, `memberships.csv`,"
              + " `rosters.csv`, `owners.csv`: UTF-8, the first line names the columns, which are"
              + " the properties of the JSON document). All of it is checked. Without `apply` nothing"
              + " happens, and the answer says what would change, what cannot be and what would"
              + " break. With `apply=true` all of it happens in one transaction, or nothing: as long"
              + " as a line is rejected, the answer is 422 with the same report. What is there as it"
              + " was sent is not touched. People who leave lose access, and what was theirs goes to"
              + " their teams. An upload may be larger than other bodies: 32 MiB, unless configured"
              + " otherwise.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ImportDocument.class)),
        @Content(
            mediaType = MediaType.MULTIPART_FORM_DATA,
            examples =
                @ExampleObject(
                    name = "files",
                    value =
                        """
                        {"people": "externalId,username,name,title,unit\\nE-20117,ruth.adler,Ruth Adler,Supply technician,4W\\n",
                         "memberships": "team,person,lead\\nsupply-chain,ruth.adler,false\\n"}
                        """),
            schema =
                @Schema(
                    type = SchemaType.OBJECT,
                    description = "CSV files, each named after what is in it",
                    properties = {
                      @SchemaProperty(
                          name = "facilities",
                          type = SchemaType.STRING,
                          format = "binary"),
                      @SchemaProperty(name = "units", type = SchemaType.STRING, format = "binary"),
                      @SchemaProperty(name = "teams", type = SchemaType.STRING, format = "binary"),
                      @SchemaProperty(name = "people", type = SchemaType.STRING, format = "binary"),
                      @SchemaProperty(
                          name = "memberships",
                          type = SchemaType.STRING,
                          format = "binary"),
                      @SchemaProperty(
                          name = "rosters",
                          type = SchemaType.STRING,
                          format = "binary"),
                      @SchemaProperty(name = "owners", type = SchemaType.STRING, format = "binary")
                    }))
      })
  @APIResponse(
      responseCode = "200",
      description = "What it changes and breaks, and what of it cannot be",
      headers = {
        @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
        @Header(
            name = IdempotencyKey.REPLAYED,
            description = "true when it had been done before",
            schema = @Schema(type = SchemaType.STRING))
      },
      content = @Content(schema = @Schema(implementation = ImportReport.class)))
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "412", ref = "Stale")
  @APIResponse(responseCode = "422", ref = "ImportRejected")
  public Response take(
      @Parameter(
              description = "The system it comes from; what another one has sent is not touched",
              schema =
                  @Schema(type = SchemaType.STRING, pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"),
              required = true,
              example = "hr")
          @RestQuery
          @Nullable String source,
      @Parameter(
              description =
                  "Whether what is missing of the source is gone, in each list or file that is sent",
              schema = @Schema(type = SchemaType.BOOLEAN),
              example = "false")
          @RestQuery
          @Nullable String whole,
      @Parameter(
              description = "Whether it is to happen; otherwise it is only shown",
              schema = @Schema(type = SchemaType.BOOLEAN),
              example = "false")
          @RestQuery
          @Nullable String apply,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @Parameter(ref = "IfMatch") @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context HttpHeaders headers,
      InputStream body)
      throws IOException {
    requireJson(headers);
    var terms = terms(source, whole, apply, ifMatch, key);
    return answer(imports.ofJson(identity.caller(), terms, body.readAllBytes()));
  }

  @POST
  @RolesAllowed({"integration", "configurer"})
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(hidden = true)
  public Response takeFiles(
      @RestQuery @Nullable String source,
      @RestQuery @Nullable String whole,
      @RestQuery @Nullable String apply,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context HttpHeaders headers,
      @RestForm(FileUpload.ALL) @Nullable List<FileUpload> files) {
    requireJson(headers);
    var terms = terms(source, whole, apply, ifMatch, key);
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
    var sheet =
        ImportSheet.named(file.name()).or(() -> ImportSheet.named(baseName(file.fileName())));
    return new Imports.UploadedFile(
        sheet.orElse(null), () -> Files.newInputStream(file.uploadedFile()));
  }

  private static String baseName(@Nullable String fileName) {
    var name = fileName == null ? "" : fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(CSV) ? name.substring(0, name.length() - CSV.length()) : name;
  }

  private static Imports.ImportOptions terms(
      @Nullable String source,
      @Nullable String whole,
      @Nullable String apply,
      @Nullable String ifMatch,
      @Nullable String key) {
    if (source == null || !SOURCE.matcher(source).matches()) {
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

  private static Response answer(Imports.ImportResult outcome) {
    var answer = Response.ok(outcome.report()).header(HttpHeaders.ETAG, outcome.report().token());
    return outcome.replayed()
        ? answer.header(IdempotencyKey.REPLAYED, true).build()
        : answer.build();
  }

  @GET
  @RolesAllowed({"integration", "configurer", "auditor"})
  @Operation(
      operationId = "listDirectoryImports",
      summary = "Who changed the directory from outside",
      description =
          "Imports that changed something, the newest first, with their counts and breaks; one by"
              + " its id has the single changes, too.")
  @APIResponse(responseCode = "200", description = "The newest first")
  public RestResponse<Page<ImportReport>> list(
      @Parameter(ref = "Limit") @RestQuery @Nullable String limit,
      @Parameter(ref = "Cursor") @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
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
      operationId = "getDirectoryImport",
      summary = "One import",
      description = "As it was answered when it was applied.")
  @APIResponse(responseCode = "200", description = "The import")
  public ImportReport get(
      @Parameter(description = "Its id", example = "0198c7a2-6b1e-7c3d-9f20-5d8e4a1b7c90") @RestPath
          String id) {
    return imports.get(id);
  }
}
