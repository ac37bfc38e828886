// A receiver of webhooks: checks the signature of each message and reads it as a CloudEvent.
// Reads messages as JSON from the file given, and prints the ids of their events.
import { readFileSync } from "node:fs";
import { HTTP } from "cloudevents";
import { Webhook, WebhookVerificationError } from "standardwebhooks";

const { secret, messages } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const webhook = new Webhook(secret);

for (const { headers, body } of messages) {
  webhook.verify(body, headers);
  refuses(body.replace("specversion", "specversioN"), headers);
  refuses(body, { ...headers, "webhook-id": "another" });
  refuses(body, { ...headers, "webhook-timestamp": String(headers["webhook-timestamp"] - 600) });

  const event = HTTP.toEvent({ headers, body });
  event.validate();
  if (event.id !== headers["webhook-id"]) {
    throw new Error(`The event ${event.id} came as ${headers["webhook-id"]}`);
  }
  console.log(event.id, event.type);
}

function refuses(body, headers) {
  try {
    webhook.verify(body, headers);
  } catch (refused) {
    if (refused instanceof WebhookVerificationError) {
      return;
    }
    throw refused;
  }
  throw new Error("A message that was changed was accepted");
}
