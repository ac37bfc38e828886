/**
 * When a promise is due and whether it was kept: the arithmetic of service levels, and nothing
 * else.
 *
 * <p>Start with {@link WorkCalendar}, which answers "is it open now" by one rule and turns that
 * into "how much open time lies between" and "when is so much of it used up". {@link SlaClock} is
 * one promise: it is told what people did and when, and answers with itself moved on and the {@link
 * SlaSignal signals} that fell due meanwhile. {@link SlaPreview} plays a whole story at once.
 *
 * <pre>{@code
 * var office = new WorkCalendar(paris, weekly, closures, exceptions);
 * var clock = SlaClock.start(office, Duration.ofHours(8), null, List.of(75), receivedAt);
 * clock.dueAt();                        // Optional[2026-03-30T13:19:00Z]
 * clock.advance(now).signals();         // what fell due before now, with the instant it was due
 * clock.stop(resolvedAt).clock().verdict();   // MET or MISSED
 * }</pre>
 *
 * <p>How the calendar stays fast, from the inside out: {@code DayPlan} knows one date's open
 * seconds; {@code WallTime} adds up dates as the wall clock shows them, by years and exceptional
 * days; {@code ZoneShifts} lists when the wall clock jumps; {@code OpenTime} joins them into one
 * rising count of open seconds, so that every question is one or two look-ups however far away the
 * answer lies.
 *
 * <p>Everything here is a value. Time is a parameter; nobody reads the machine's clock.
 */
@NullMarked
package care.andon.sla.engine;

import org.jspecify.annotations.NullMarked;
