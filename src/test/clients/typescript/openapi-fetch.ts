// The life of a request, with types by openapi-typescript and calls by openapi-fetch.
import createClient from "openapi-fetch";
import type { paths } from "./generated/openapi.js";
import { environment, expect } from "./environment.js";

function as(token: string) {
  // Lists are also answered as CSV, which this client does not ask for.
  return createClient<paths, "application/json" | "application/problem+json">({
    baseUrl: environment("ANDON_URL"),
    headers: { Authorization: `Bearer ${environment(token)}` },
  });
}

const nina = as("CAREGIVER_TOKEN");
const omar = as("ADMINISTRATOR_TOKEN");

const filed = await nina.POST("/api/v1/requests", {
  params: { header: { "Idempotency-Key": `openapi-fetch-${Date.now()}` } },
  body: { impact: "patient_waiting", category: "supplies", need: "Out of 18G IV catheters", unit: "4W" },
});
expect(filed.data !== undefined, `filed: ${JSON.stringify(filed.error)}`);
const path = { id: filed.data.id };

const acknowledged = await omar.POST("/api/v1/requests/{id}/acknowledge", {
  params: { path, header: { "If-Match": filed.response.headers.get("ETag") ?? "" } },
  body: { words: "On my way" },
});
expect(acknowledged.data?.status === "acknowledged", `acknowledged: ${JSON.stringify(acknowledged.error)}`);

const asked = await omar.POST("/api/v1/requests/{id}/ask", {
  params: { path },
  body: { question: "Straight or winged?" },
});
expect(asked.data?.status === "waiting_for_caregiver", "asked");

const answered = await nina.POST("/api/v1/requests/{id}/answer", { params: { path }, body: { words: "Winged" } });
expect(answered.data?.allowedActions.includes("withdraw") === true, "answered");

const resolved = await omar.POST("/api/v1/requests/{id}/resolve", { params: { path }, body: { words: "Brought" } });
expect(resolved.data?.status === "resolved", "resolved");

const again = await omar.POST("/api/v1/requests/{id}/acknowledge", { params: { path }, body: {} });
expect(again.error?.code === "transition-not-allowed", "refused with a stable code");
expect(again.error.currentStatus === "resolved", "the problem says where the request stands");

const confirmed = await nina.POST("/api/v1/requests/{id}/confirm", { params: { path }, body: { words: null } });
expect(confirmed.data?.status === "confirmed", "confirmed");

const list = await nina.GET("/api/v1/requests", {
  params: { query: { status: ["open", "confirmed"], requester: "me", limit: 200 } },
});
expect(list.data?.items.some((it) => it.id === path.id) === true, "listed");

const history = await nina.GET("/api/v1/requests/{id}/history", { params: { path } });
expect(history.data !== undefined, "history");
for (const event of history.data.items) {
  switch (event.type) {
    case "opened":
      expect(event.data.reference === filed.data.reference, "the reference is written like everywhere");
      break;
    case "asked":
      expect(event.data.question === "Straight or winged?", "the question");
      break;
  }
}
expect(
  history.data.items.map((it) => it.type).filter((it) => it !== "warned").join() ===
    "opened,acknowledged,asked,answered,resolved,confirmed",
  `history: ${history.data.items.map((it) => it.type).join()}`,
);
