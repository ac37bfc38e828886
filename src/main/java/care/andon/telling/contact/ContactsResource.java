package care.andon.telling.contact;

import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.Page;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The contacts of the caller. */
@Path(ApiPaths.BASE + "/me/contacts")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
class ContactsResource {
  private static final String ID = "01980000-0000-7000-8000-000000000003";

  private final Contacts contacts;
  private final Identity identity;

  ContactsResource(Contacts contacts, Identity identity) {
    this.contacts = contacts;
    this.identity = identity;
  }

  @GET
  @Operation(
      summary = "List your contacts",
      description =
          "Where Andon tells you what happened. Pages go to the contacts in this order, one after"
              + " the other. Only contacts that you have verified are used.")
  @APIResponse(responseCode = "200", description = "Your contacts, at most ten")
  public Page<ContactView> listContacts() {
    return Page.last(contacts.of(identity.caller()).stream().map(ContactView::of).toList());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Add a contact",
      description =
          "A code of six digits is sent there. Send it to `verify` within ten minutes. Adding the"
              + " same contact again returns it and, if it is not verified yet, sends a new code, at"
              + " most three an hour. So a retry needs no key.")
  @APIResponseSchema(
      value = ContactView.class,
      responseCode = "201",
      responseDescription = "The contact")
  public RestResponse<ContactView> addContact(
      @Valid @NotNull(message = "Send a JSON object") NewContact body) {
    return RestResponse.status(
        RestResponse.Status.CREATED, ContactView.of(contacts.add(identity.caller(), body)));
  }

  @POST
  @Path("/{contact}/verify")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Verify a contact",
      description =
          "With the code from the last message to it. After five wrong codes a new one is needed.")
  @APIResponse(responseCode = "200", description = "The contact, which is used from now on")
  public ContactView verifyContact(
      @Parameter(description = "The id", example = ID) @RestPath String contact,
      @Valid @NotNull(message = "Send a JSON object") ContactCode body) {
    return ContactView.of(contacts.verify(identity.caller(), contact, body.code()));
  }

  @DELETE
  @Path("/{contact}")
  @Operation(
      summary = "Remove a contact",
      description = "It is not used any more, and its address is deleted.")
  @APIResponse(responseCode = "204", description = "Removed")
  public void removeContact(
      @Parameter(description = "The id", example = ID) @RestPath String contact) {
    contacts.remove(identity.caller(), contact);
  }
}
