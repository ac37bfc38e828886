package care.andon.telling;

import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.ConditionalRequests;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** How the caller wants to be told. */
@Path(ApiPaths.BASE + "/me/telling")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
class MyTellingResource {
  private final QuietTimes times;
  private final Identity identity;

  MyTellingResource(QuietTimes times, Identity identity) {
    this.times = times;
    this.identity = identity;
  }

  @GET
  @Operation(
      summary = "Get your quiet hours",
      description = "With the ETag that a change needs. Only you see them.")
  @APIResponseSchema(value = TellingPreferences.class, responseDescription = "Your quiet hours")
  public Response getMyTelling(
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    return answer(times.of(identity.caller()), ifNoneMatch);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Set your quiet hours",
      description =
          "Replaces your quiet hours. They go by the wall clock of the request's facility. In quiet"
              + " hours messages to you are held. At their end you get one message with what is"
              + " still needed. Never held are messages of an escalation and those about a"
              + " `patient_waiting` request; and, while you are on call, those about a `this_shift`"
              + " request. What is held already is decided anew. Sending the same again changes"
              + " nothing.")
  @APIResponseSchema(
      value = TellingPreferences.class,
      responseDescription = "Your quiet hours as they are now")
  public Response changeMyTelling(
      @NotNull(message = "Send a JSON object") @Valid TellingPreferences body,
      @Parameter(ref = "IfMatchRequired") @RestHeader(HttpHeaders.IF_MATCH)
          @Nullable String ifMatch) {
    var seen = ConditionalRequests.requireGiven(ifMatch);
    return answer(times.change(identity.caller(), body, seen), null);
  }

  private Response answer(TellingPreferences preferences, @Nullable String ifNoneMatch) {
    return ConditionalRequests.answer(preferences, times.tag(preferences), ifNoneMatch);
  }
}
