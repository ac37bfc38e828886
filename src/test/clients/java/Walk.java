import care.andon.client.ApiClient;
import care.andon.client.ApiException;
import care.andon.client.api.RequestsApi;
import care.andon.client.model.Category;
import care.andon.client.model.HistoryEvent;
import care.andon.client.model.Impact;
import care.andon.client.model.OpenRequest;
import care.andon.client.model.OpenedEvent;
import care.andon.client.model.RequestAcknowledgement;
import care.andon.client.model.RequestComment;
import care.andon.client.model.RequestQuestion;
import care.andon.client.model.RequestStatement;
import care.andon.client.model.RequestStatus;
import java.util.List;

/** The life of a request, with the client that openapi-generator writes for Java. */
public final class Walk {
  private final RequestsApi nina = as("CAREGIVER_TOKEN");
  private final RequestsApi omar = as("ADMINISTRATOR_TOKEN");

  private Walk() {}

  private static RequestsApi as(String token) {
    var client = new ApiClient();
    client.updateBaseUri(System.getenv("ANDON_URL"));
    client.setRequestInterceptor(
        request -> request.header("Authorization", "Bearer " + System.getenv(token)));
    return new RequestsApi(client);
  }

  /** Walks; fails where an answer is not as expected. */
  public static void main(String[] arguments) throws ApiException {
    new Walk().walk();
  }

  private void walk() throws ApiException {
    var filed =
        nina.openRequest(
            new OpenRequest()
                .impact(Impact.PATIENT_WAITING)
                .category(Category.SUPPLIES)
                .need("Out of 18G IV catheters")
                .unit("4W"),
            "java-" + System.nanoTime());
    var id = filed.getId().toString();

    var acknowledged =
        omar.acknowledgeRequest(
            id,
            null,
            "\"" + filed.getVersion() + "\"",
            new RequestAcknowledgement().words("On my way"));
    expect(acknowledged.getStatus() == RequestStatus.ACKNOWLEDGED, "acknowledged");
    var asked =
        omar.askCaregiver(id, new RequestQuestion().question("Straight or winged?"), null, null);
    expect(asked.getStatus() == RequestStatus.WAITING_FOR_CAREGIVER, "asked");
    nina.answerQuestion(id, new RequestStatement().words("Winged"), null, null);
    var resolved = omar.resolveRequest(id, new RequestStatement().words("Brought"), null, null);
    expect(resolved.getStatus() == RequestStatus.RESOLVED, "resolved");

    try {
      omar.acknowledgeRequest(id, null, null, new RequestAcknowledgement());
      throw new IllegalStateException("what is resolved cannot be acknowledged");
    } catch (ApiException refused) {
      expect(refused.getCode() == 409, "409");
      expect(refused.getResponseBody().contains("\"currentStatus\":\"resolved\""), "a problem");
    }

    var confirmed = nina.confirmRequest(id, null, null, new RequestComment());
    expect(confirmed.getStatus() == RequestStatus.CONFIRMED, "confirmed");
    var list =
        nina.listRequests(
            null,
            null,
            null,
            null,
            null,
            "me",
            null,
            List.of(RequestStatus.OPEN, RequestStatus.CONFIRMED),
            null,
            null,
            null,
            null,
            200,
            null,
            null,
            null,
            null);
    expect(list.getItems().stream().anyMatch(it -> it.getId().equals(filed.getId())), "listed");

    var history = nina.getRequestHistory(id, null, null, null, null).getItems();
    var opened = history.getFirst().getActualInstance();
    expect(
        opened instanceof OpenedEvent event
            && event.getData().getReference().equals(filed.getReference()),
        "the reference is written like everywhere");
    expect(
        history.stream().map(Walk::type).filter(it -> !it.equals("WarnedEvent")).toList()
            .equals(
                List.of(
                    "OpenedEvent",
                    "AcknowledgedEvent",
                    "AskedEvent",
                    "AnsweredEvent",
                    "ResolvedEvent",
                    "ConfirmedEvent")),
        "history");
  }

  private static String type(HistoryEvent event) {
    return event.getActualInstance().getClass().getSimpleName();
  }

  private static void expect(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException("Expected: " + what);
    }
  }
}
