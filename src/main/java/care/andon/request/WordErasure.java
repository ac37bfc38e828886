package care.andon.request;

import care.andon.history.EventWords;
import care.andon.history.History;
import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent.Redacted;
import care.andon.history.RequestEvent.RedactionKind;
import care.andon.kernel.RequestId;
import care.andon.kernel.WireNames;
import care.andon.platform.problem.Problem;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.RequestCommand.Redact;
import care.andon.request.state.Ownership;
import care.andon.sla.Promises;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Erases words of a request, in the transaction of the act: in the history, in the request and so
 * in its search, and in the stored answers to handovers. Answers to retries of other acts are not
 * stored: they are replayed from the history.
 */
@ApplicationScoped
public class WordErasure {
  private static final String BECAUSE = "/because";

  /**
   * A warning in the answer has the reason of the time. Only a whole text is replaced. A request is
   * handed over while it is open: handovers of other times are left out before their answers are
   * read, which takes long. The hour is for clocks that differ and for acts that waited.
   */
  private static final String IN_HANDOVERS =
      """
      update handover
      set answer = replace(answer::text, to_json(?::text)::text, to_json(?::text)::text)::jsonb
      where at >= ?::timestamptz - interval '1 hour'
        and (? or at <= ?::timestamptz + interval '1 hour')
        and strpos(answer::text, ?) > 0
      returning id
      """;

  /** What stands in the place of words that a request has kept for long enough. */
  private static final String NOTE = "[removed: retention]";

  private static final String RETENTION = "retention";

  private final RequestRepository repository;
  private final History history;
  private final Promises promises;
  private final DataSource database;

  WordErasure(
      RequestRepository repository, History history, Promises promises, DataSource database) {
    this.repository = repository;
    this.history = history;
    this.promises = promises;
    this.database = database;
  }

  /**
   * Erases words, and the reasons of the service that repeat them. The request is locked.
   *
   * @return an event for each place that was erased; empty if the words are erased already
   * @throws Problem if there are no words at that place
   */
  List<Redacted> erase(Redact redact, SupportRequest request) {
    var events = history.upTo(request.id(), request.version());
    var asked = new Redacted(redact.seq(), redact.path(), redact.kind());
    var words = words(asked, events);
    if (!erase(request.id(), asked)) {
      return List.of();
    }
    var repeated = repeating(words, events, redact.kind()).filter(it -> erase(request.id(), it));
    var erased = Stream.concat(Stream.of(asked), repeated).toList();
    erased.forEach(it -> eraseInHandovers(request, words(it, events), it.kind().replacement()));
    takeWords(request);
    return erased;
  }

  /**
   * Erases all words of requests that have kept them for long enough, in the present transaction.
   * Nothing is recorded: each event says itself that its words are gone, and why.
   *
   * @param ids requests that are locked
   */
  public void eraseAll(List<RequestId> ids) {
    var histories = history.ofAll(ids);
    for (var request : repository.all(ids)) {
      for (var recorded : histories.getOrDefault(request.id(), List.of())) {
        EventWords.of(recorded.event())
            .forEach((path, words) -> eraseAt(request, recorded.seq(), path, words));
      }
      takeWords(request);
    }
  }

  private void eraseAt(SupportRequest request, int seq, String path, String words) {
    if (history.eraseWords(request.id(), seq, path, NOTE, RETENTION) && path.endsWith(BECAUSE)) {
      eraseInHandovers(request, words, NOTE);
    }
  }

  /** A replay gives the state. So it says which words the request has now. */
  private void takeWords(SupportRequest request) {
    request.takeWordsOf(RequestReplay.of(history.upTo(request.id(), request.version()), promises));
  }

  private boolean erase(RequestId request, Redacted place) {
    var kind = place.kind();
    return history.eraseWords(
        request, place.seq(), place.path(), kind.replacement(), WireNames.of(kind));
  }

  /** Returns the places where the service gives words of people as its reason. */
  private static Stream<Redacted> repeating(
      String words, List<RecordedEvent> events, RedactionKind kind) {
    return events.stream()
        .flatMap(
            recorded ->
                EventWords.of(recorded.event()).entrySet().stream()
                    .filter(it -> it.getKey().endsWith(BECAUSE) && it.getValue().contains(words))
                    .map(it -> new Redacted(recorded.seq(), it.getKey(), kind)));
  }

  /** Returns the words at the place. */
  private static String words(Redacted place, List<RecordedEvent> events) {
    if (place.seq() > events.size()) {
      throw Problem.invalid(
          "/seq",
          "no_such_event",
          "Send the seq of an event of the history: 1 to " + events.size());
    }
    var words = EventWords.of(events.get(place.seq() - 1).event());
    var found = words.get(place.path());
    if (found == null) {
      throw Problem.invalid("/path", "not_words", placesIn(words));
    }
    return found;
  }

  private static String placesIn(Map<String, String> words) {
    return words.isEmpty()
        ? "This event has no words; send the seq of another one"
        : "Send a place where the event has words: " + String.join(" or ", words.keySet());
  }

  private void eraseInHandovers(SupportRequest request, String words, String note) {
    new SqlQuery()
        .add(
            IN_HANDOVERS,
            Ownership.warningOf(words),
            Ownership.warningOf(note),
            request.filed().receivedAt(),
            request.status().isOpen(),
            request.progress().statusSince(),
            request.id().value().toString())
        .rows(database, row -> row.getString(1));
  }
}
