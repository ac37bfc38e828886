package care.andon.pages;

import care.andon.directory.Directory;
import care.andon.history.RequestEvent;
import care.andon.pages.PageWords.LocalTimes;
import care.andon.pages.RequestPage.Said;
import care.andon.platform.identity.Identity;
import care.andon.platform.web.page.PageAnswers;
import care.andon.request.Requests;
import care.andon.request.query.ClocksView;
import care.andon.request.query.HistoryView;
import care.andon.request.query.RequestView;
import care.andon.sla.Promises;
import care.andon.telling.NoticeAudit;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** A request as a page. Accounts of screens on walls do not see it. */
@Path("/pages/requests/{reference}")
@RolesAllowed({"caregiver", "administrator", "manager", "auditor", "configurer", "privacy_officer"})
@Produces(MediaType.TEXT_HTML)
class RequestPageResource {
  private final Requests requests;
  private final NoticeAudit notices;
  private final Identity identity;
  private final Directory directory;
  private final Promises promises;
  private final PageFrames frames;
  private final PageSession session;
  private final PageAnswers answers;

  RequestPageResource(
      Requests requests,
      NoticeAudit notices,
      Identity identity,
      Directory directory,
      Promises promises,
      PageFrames frames,
      PageSession session,
      PageAnswers answers) {
    this.requests = requests;
    this.notices = notices;
    this.identity = identity;
    this.directory = directory;
    this.promises = promises;
    this.frames = frames;
    this.session = session;
    this.answers = answers;
  }

  @GET
  @Operation(hidden = true)
  public Response request(@RestPath String reference, RoutingContext call) {
    var caller = identity.caller();
    var outcome = requests.get(caller, reference);
    var events = requests.history(outcome.request(), 0, Integer.MAX_VALUE);
    var view = RequestView.of(outcome, directory, promises);
    var page =
        new RequestPage(
            view,
            new LocalTimes(zone(view), outcome.now()),
            ClockBar.of(ClocksView.of(outcome, events, promises, directory)),
            events.stream()
                .flatMap(it -> HistoryView.of(it, outcome, directory).stream())
                .flatMap(it -> said(it).stream())
                .toList(),
            notices.ofRequest(caller, reference));
    session.goOn(call);
    return answers.page(Templates.request(frames.of(view.reference()), page).render(), call);
  }

  private ZoneId zone(RequestView view) {
    return directory
        .unit(view.unit().code())
        .flatMap(unit -> directory.facility(unit.facility()))
        .orElseThrow()
        .timeZone();
  }

  /** The words between caregiver and department; none of an event that is about neither. */
  private static Optional<Said> said(HistoryView event) {
    return switch (event.data()) {
      case RequestEvent.Acknowledged it -> said(event, "says: I have it", it.words());
      case RequestEvent.Messaged it -> said(event, "wrote", it.words());
      case RequestEvent.Asked it -> said(event, "asked", it.question());
      case RequestEvent.Answered it -> said(event, "answered", it.words());
      case RequestEvent.Resolved it -> said(event, "resolved it", it.words());
      case RequestEvent.Confirmed it -> said(event, "confirmed that the need is met", it.words());
      case RequestEvent.Reopened it -> said(event, "asked again", it.reason());
      case RequestEvent.Declined it -> said(event, "declined it", it.words());
      case RequestEvent.Withdrawn it -> said(event, "withdrew it", it.words());
      default -> Optional.empty();
    };
  }

  private static Optional<Said> said(HistoryView event, String what, @Nullable String words) {
    var by = event.actor();
    return Optional.of(
        new Said(
            event.at(),
            by == null ? null : by.name(),
            event.asker() != null,
            what,
            words == null ? "" : words));
  }
}
