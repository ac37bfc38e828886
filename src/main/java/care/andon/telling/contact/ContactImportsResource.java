package care.andon.telling.contact;

import care.andon.directory.imports.ImportParameters;
import care.andon.directory.imports.ImportReport;
import care.andon.directory.imports.reading.ContactsDocument;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.BodyReception;
import io.quarkus.security.Authenticated;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Imports the contacts of people. */
@Path(ApiPaths.BASE + "/contacts/imports")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
class ContactImportsResource {
  private static final String CSV = "text/csv";

  private final ContactImports imports;
  private final Identity identity;

  ContactImportsResource(ContactImports imports, Identity identity) {
    this.imports = imports;
    this.identity = identity;
  }

  @POST
  @RolesAllowed("configurer")
  @Consumes({MediaType.APPLICATION_JSON, CSV})
  @Operation(
      summary = "Import contacts of people",
      description =
          "Takes the contacts that another system has. Instead of JSON it takes a CSV file, too"
              + " (`text/csv`, UTF-8, with the columns `person`, `kind` and `address`). An imported"
              + " contact needs no code: it is used from then on, after the contacts that the person"
              + " has. Without `apply` nothing"
              + " is changed, and the answer reports what would change and what is rejected. With"
              + " `apply=true` all changes are made in one transaction. If a line is rejected,"
              + " nothing is changed and the answer is 422 with the same report. With `whole=true`"
              + " contacts of the source that are missing are removed; if these are more than a"
              + " tenth of its contacts or more than 20, `apply=true` needs the `token` of a dry run"
              + " in `If-Match`, otherwise the answer is 409. Contacts that people added themselves"
              + " are never removed. Addresses are shortened in every answer.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ContactsDocument.class)))
  @APIResponseSchema(
      value = ImportReport.class,
      responseDescription = "What changes and what is rejected")
  @APIResponse(responseCode = "422", ref = "ImportRejected")
  public Response importContacts(
      @BeanParam ImportParameters parameters,
      @Context HttpHeaders headers,
      @Context RoutingContext exchange,
      InputStream body)
      throws IOException {
    var options = parameters.options();
    var isCsv = CSV.equals(typeOf(headers));
    var file = Files.createTempFile("contacts", isCsv ? ".csv" : ".json");
    try {
      Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
      BodyReception.end(exchange);
      var result = imports.run(identity.caller(), options, isCsv, () -> Files.newInputStream(file));
      var answer = Response.ok(result.report()).header(HttpHeaders.ETAG, result.report().token());
      return result.replayed()
          ? answer.header(IdempotencyKey.REPLAYED, true).build()
          : answer.build();
    } finally {
      Files.delete(file);
    }
  }

  private static String typeOf(HttpHeaders headers) {
    var type = headers.getMediaType();
    return type == null ? "" : type.getType() + "/" + type.getSubtype();
  }
}
