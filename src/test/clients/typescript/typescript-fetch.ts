// The life of a request, with the client that openapi-generator writes for typescript-fetch.
import { Configuration, RequestsApi, ResponseError, type Problem } from "./generated/typescript-fetch/index.js";
import { environment, expect } from "./environment.js";

function as(token: string): RequestsApi {
  return new RequestsApi(
    new Configuration({ basePath: environment("ANDON_URL"), accessToken: environment(token) }),
  );
}

const nina = as("CAREGIVER_TOKEN");
const omar = as("ADMINISTRATOR_TOKEN");

const filed = await nina.openRequest({
  idempotencyKey: `typescript-fetch-${Date.now()}`,
  openRequest: { impact: "patient_waiting", category: "supplies", need: "Out of 18G IV catheters", unit: "4W" },
});
const id = filed.id;

const acknowledged = await omar.acknowledgeRequest({
  id,
  ifMatch: `"${filed.version}"`,
  requestAcknowledgement: { words: "On my way" },
});
expect(acknowledged.status === "acknowledged", "acknowledged");
const asked = await omar.askCaregiver({ id, requestQuestion: { question: "Straight or winged?" } });
expect(asked.status === "waiting_for_caregiver", "asked");
await nina.answerQuestion({ id, requestStatement: { words: "Winged" } });
const resolved = await omar.resolveRequest({ id, requestStatement: { words: "Brought" } });
expect(resolved.status === "resolved", "resolved");

try {
  await omar.acknowledgeRequest({ id, requestAcknowledgement: {} });
  expect(false, "what is resolved cannot be acknowledged");
} catch (refused) {
  expect(refused instanceof ResponseError, `a refusal: ${refused}`);
  const problem = (await refused.response.json()) as Problem;
  expect(problem.code === "transition-not-allowed" && problem.currentStatus === "resolved", "a problem");
}

const confirmed = await nina.confirmRequest({ id, requestComment: {} });
expect(confirmed.status === "confirmed", "confirmed");
const list = await nina.listRequests({ status: ["open", "confirmed"], requester: "me", limit: 200 });
expect(list.items.some((it) => it.id === id), "listed");

const history = await nina.getRequestHistory({ id });
for (const event of history.items) {
  if (event.type === "opened") {
    expect(event.data.reference === filed.reference, "the reference is written like everywhere");
    expect(event.at instanceof Date, "instants are dates");
  }
}
expect(
  history.items.map((it) => it.type).filter((it) => it !== "warned").join() ===
    "opened,acknowledged,asked,answered,resolved,confirmed",
  `history: ${history.items.map((it) => it.type).join()}`,
);
