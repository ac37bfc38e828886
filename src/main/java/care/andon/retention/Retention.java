package care.andon.retention;

import care.andon.kernel.RequestId;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.WordErasure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Removes who asked and what was said from requests that have been over for long enough. The
 * requests, their numbers of askers and all figures stay.
 *
 * <p>Each batch is a transaction. A run that stops in between goes on the next night. Any number of
 * replicas may run at the same time: a request is taken by one of them.
 */
@ApplicationScoped
public class Retention {
  private static final int BATCH = 100;
  private static final RequestId BEFORE_ALL = new RequestId(new UUID(0, 0));

  private static final String FORGET_ASKERS =
      """
      update request_asker set person_id = null, tag = null, tag_key = null
      where request_id = any(?)
      returning request_id
      """;

  private final RetentionConfig config;
  private final DueRequests due;
  private final WordErasure erasure;
  private final DataSource database;
  private final InstantSource time;
  private final MeterRegistry meters;
  private final MultiGauge waiting;

  Retention(
      RetentionConfig config,
      DueRequests due,
      WordErasure erasure,
      DataSource database,
      InstantSource time,
      MeterRegistry meters) {
    this.config = config;
    this.due = due;
    this.erasure = erasure;
    this.database = database;
    this.time = time;
    this.meters = meters;
    this.waiting =
        MultiGauge.builder("andon.retention.due")
            .description("Requests that had kept it for long enough after the last run")
            .register(meters);
  }

  /**
   * What is due.
   *
   * @param asOf when it was counted
   * @param askersAfter how long a request keeps its askers after its end
   * @param wordsAfter how long a request keeps its words after its end
   * @param applies whether the nightly run removes what is due, or only reports it
   * @param askersDue the number of requests whose askers are due to be removed
   * @param wordsDue the number of requests whose words are due to be erased
   */
  public record Report(
      Instant asOf,
      Period askersAfter,
      Period wordsAfter,
      boolean applies,
      int askersDue,
      int wordsDue) {}

  /** Counts what is due now. Changes nothing. */
  public Report report() {
    var now = time.instant();
    return new Report(
        now,
        config.askers(),
        config.words(),
        config.apply(),
        due.count(Retained.ASKERS, end(Retained.ASKERS, now)),
        due.count(Retained.WORDS, end(Retained.WORDS, now)));
  }

  /** The nightly run: removes what is due if the settings say so, and reports what is left. */
  @ActivateRequestContext
  public void run() {
    var rows = new ArrayList<MultiGauge.Row<Number>>();
    for (var what : Retained.values()) {
      var before = end(what, time.instant());
      if (config.apply()) {
        Log.infof("Retention removed the %s of %d requests", name(what), removeAll(what, before));
      }
      var left = due.count(what, before);
      rows.add(MultiGauge.Row.of(Tags.of("what", name(what)), left));
      if (left > 0) {
        Log.infof(
            "Retention: %d requests ended before %s and still have their %s%s",
            left, before, name(what), config.apply() ? "" : " (andon.retention.apply is false)");
      }
    }
    waiting.register(rows, true);
  }

  private int removeAll(Retained what, Instant before) {
    var all = 0;
    var after = BEFORE_ALL;
    List<RequestId> some;
    do {
      var from = after;
      some = QuarkusTransaction.requiringNew().call(() -> removeSome(what, before, from));
      all += some.size();
      meters.counter("andon.retention.removed", "what", name(what)).increment(some.size());
      after = some.isEmpty() ? after : some.getLast();
    } while (some.size() == BATCH);
    return all;
  }

  /**
   * Removes it from the next requests, in the present transaction.
   *
   * @param before requests that ended before this instant
   * @param after requests after this one, by their ids
   * @return the requests, at most as many as a batch has
   */
  List<RequestId> removeSome(Retained what, Instant before, RequestId after) {
    var requests = due.lock(what, before, after, BATCH);
    switch (what) {
      case ASKERS -> forgetAskers(requests);
      case WORDS -> erasure.eraseAll(requests);
    }
    return requests;
  }

  private void forgetAskers(List<RequestId> requests) {
    new SqlQuery()
        .add(FORGET_ASKERS, new SqlArray("uuid", requests.stream().map(RequestId::value).toList()))
        .rows(database, row -> row.getString(1));
  }

  /** Requests that ended before this instant have kept it for long enough. */
  private Instant end(Retained what, Instant now) {
    var period =
        switch (what) {
          case ASKERS -> config.askers();
          case WORDS -> config.words();
        };
    return now.atZone(ZoneOffset.UTC).minus(period).toInstant();
  }

  private static String name(Retained what) {
    return what.name().toLowerCase(Locale.ROOT);
  }
}
