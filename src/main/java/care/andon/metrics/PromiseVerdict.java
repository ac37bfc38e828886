package care.andon.metrics;

/**
 * What became of a promise, in SQL: one definition for everything that counts promises.
 *
 * <p>The verdict is about instants only, so it is the same however late the heartbeat runs: a clock
 * that still says 'running' after its due instant has missed it, and a clock that still says
 * 'paused' after its pause had to end has been running since, and falls due when it was written to
 * when the pause began. For clocks paused before that was written (V7), which all ran on the first
 * calendar, around the clock, that is the time left after the pause.
 */
public final class PromiseVerdict {
  /**
   * Of a row {@code clock} of {@code request_clock}; binds the instant of judgement three times.
   * Gives {@code met}, {@code missed}, {@code missed_open}, {@code not_yet_due} or {@code
   * not_measured}.
   */
  public static final String SQL =
      """
          case
            when clock.cancelled then 'not_measured'
            when clock.breached_at is not null and clock.stopped_at is null then 'missed_open'
            when clock.breached_at is not null then 'missed'
            when clock.state = 'paused' and (clock.resumes_at is null or clock.promised_at is null)
              then 'not_yet_due'
            when clock.promised_at is null then 'not_measured'
            when clock.promised_at >= ? then 'not_yet_due'
            when clock.state = 'stopped' then 'met'
            when clock.state = 'running' then 'missed_open'
            when clock.due_after_pause < ? then 'missed_open'
            when clock.due_after_pause is null
              and (clock.calendar, clock.calendar_version) = ('around-the-clock', 1)
              and clock.resumes_at + (clock.target - clock.elapsed) * interval '1 microsecond' < ?
              then 'missed_open'
            else 'not_yet_due'
          end\
      """;

  /**
   * Promises count where they fall due, what never can where it was made; binds the period twice.
   */
  public static final String FALLS_DUE =
      """
      (
          clock.promised_at >= ? and clock.promised_at < ?
          or clock.promised_at is null and clock.started_at >= ? and clock.started_at < ?
        )\
      """;

  private PromiseVerdict() {}
}
