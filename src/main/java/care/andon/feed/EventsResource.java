package care.andon.feed;

import care.andon.directory.Directory;
import care.andon.kernel.WireNames;
import care.andon.platform.identity.Identity;
import care.andon.platform.problem.Problem;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.admission.OpenCalls;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** The feed over HTTP: pages and long polls. */
@Path(ApiPaths.BASE + "/events")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
class EventsResource {
  private static final int USUAL_LIMIT = 200;
  private static final int MOST = 1_000;
  private static final int LONGEST_WAIT_SECONDS = 55;
  private static final long SOONEST_RETURN = 1_000;
  private static final long LATEST_RETURN = 5_000;

  private final EventFeed feed;
  private final FeedWaiting waiting;
  private final EventStream stream;
  private final OpenCalls calls;
  private final Identity identity;
  private final Directory directory;

  EventsResource(
      EventFeed feed,
      FeedWaiting waiting,
      EventStream stream,
      OpenCalls calls,
      Identity identity,
      Directory directory) {
    this.feed = feed;
    this.waiting = waiting;
    this.stream = stream;
    this.calls = calls;
    this.identity = identity;
    this.directory = directory;
  }

  @GET
  @Blocking
  @Operation(
      summary = "Follow what happens to requests",
      description =
          "Events of all requests you may see, in one order that is the same for everybody and has"
              + " no gaps. Keep `cursor` and send it as `after` to read on, for ever. Events have"
              + " ids and codes only; get the request to read more. You see the events of a request"
              + " if you may see the request at the moment of the call. With `wait` the call"
              + " answers as soon as there is an event, or with an empty page. An event can come"
              + " twice, for example after a broken connection: drop what you have by `id`. With"
              + " `Accept: text/event-stream` the answer is a stream of server-sent events:"
              + " `event` is the type, `data` the event, `id` the cursor after it. `Last-Event-ID`"
              + " wins over `after`. A comment every 15 s shows that the stream is alive. It ends"
              + " with `event: bye` and a reason (`token_expired`, `has_left`, `going_down`,"
              + " `unavailable`); then return with the last id. `asyncapi.yaml` describes the"
              + " messages.")
  @APIResponse(responseCode = "410", ref = "CursorOfAnotherEra")
  @APIResponseSchema(value = EventPage.class, responseDescription = "A page of events")
  public Uni<EventPage> getEvents(
      @BeanParam EventParameters given, @Context RoutingContext exchange) {
    var caller = identity.caller();
    var filter = EventFilter.of(given, directory);
    var limit = number("limit", given.limit(), 1, MOST, USUAL_LIMIT);
    var wait = number("wait", given.waitSeconds(), 0, LONGEST_WAIT_SECONDS, 0);
    var found = feed.read(caller, filter, feed.place(given.after()), limit);
    if (wait == 0 || !found.isWaiting()) {
      return Uni.createFrom().item(feed.page(found));
    }
    calls.leaveOpen(exchange, caller.username());
    return waiting
        .next(found, it -> feed.read(caller, filter, it, limit), Duration.ofSeconds(wait))
        .map(feed::page);
  }

  @GET
  @Blocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> streamEvents(
      @BeanParam EventParameters given,
      @RestHeader("Last-Event-ID") @Nullable String lastEventId,
      @Context Sse sse,
      @Context RoutingContext exchange) {
    requireAbsent("wait", given.waitSeconds());
    requireAbsent("limit", given.limit());
    var caller = identity.caller();
    var filter = EventFilter.of(given, directory);
    var start = feed.place(lastEventId == null ? given.after() : lastEventId);
    calls.leaveOpen(exchange, caller.username());
    exchange.response().putHeader("X-Accel-Buffering", "no");
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(() -> hello(sse, start)),
            stream
                .after(
                    start,
                    place -> feed.read(caller, filter, place, USUAL_LIMIT),
                    identity.tokenExpiresAt())
                .map(part -> write(sse, part)));
  }

  /** Clients return after a random time, so that they do not all return at once. */
  private static OutboundSseEvent hello(Sse sse, FeedPosition start) {
    return sse.newEventBuilder()
        .id(start.cursor())
        .comment("events")
        .reconnectDelay(ThreadLocalRandom.current().nextLong(SOONEST_RETURN, LATEST_RETURN))
        .build();
  }

  private static OutboundSseEvent write(Sse sse, EventStream.Part part) {
    return switch (part) {
      case EventStream.Sent(FeedEvent event, String cursor) ->
          sse.newEventBuilder()
              .id(cursor)
              .name(event.type())
              .mediaType(MediaType.APPLICATION_JSON_TYPE)
              .data(FeedEvent.class, event)
              .build();
      case EventStream.Heartbeat(String cursor) ->
          sse.newEventBuilder().id(cursor).comment("nothing new").build();
      case EventStream.Bye(EventStream.Reason reason) ->
          sse.newEventBuilder()
              .name("bye")
              .mediaType(MediaType.APPLICATION_JSON_TYPE)
              .data(EndOfStream.class, new EndOfStream(WireNames.of(reason)))
              .build();
    };
  }

  /** The last message of a stream. */
  record EndOfStream(String reason) {}

  private static void requireAbsent(String name, @Nullable String value) {
    if (value != null) {
      throw Problem.parameter(name, "not_valid", "A stream does not need it; leave it out");
    }
  }

  private static int number(String name, @Nullable String text, int least, int most, int usual) {
    if (text == null) {
      return usual;
    }
    var number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw Problem.parameter(
          name, "not_valid", "Send a whole number from " + least + " to " + most);
    }
    return number;
  }
}
