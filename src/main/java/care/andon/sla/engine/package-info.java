/**
 * The arithmetic of service levels: when a promise is due and whether it was kept.
 *
 * <p>Start with {@link WorkCalendar}, which answers "is it open now" by one rule and turns that
 * into "how much open time lies between" and "when is so much of it used up". {@link SlaClock} is
 * one promise: it gets acts with their instants, and returns the clock after the act and the {@link
 * SlaSignal signals} that fell due before it. {@link SlaPreview} evaluates a whole case at once.
 *
 * <pre>{@code
 * var office = new WorkCalendar(paris, weekly, closures, exceptions);
 * var clock = SlaClock.start(office, Duration.ofHours(8), null, List.of(75), receivedAt);
 * clock.dueAt();                        // Optional[2026-03-30T13:19:00Z]
 * clock.advance(now).signals();         // what fell due before now, with the instant it was due
 * clock.stop(resolvedAt).clock().verdict();   // MET or MISSED
 * }</pre>
 *
 * <p>How the calendar stays fast, from the inside out: {@code DayPlan} has the open seconds of one
 * date; {@code WallTime} adds up dates as the wall clock shows them, by years and exceptional days;
 * {@code ZoneTransitions} lists when the wall clock jumps; {@code OpenTime} joins them into one
 * rising count of open seconds, so that every question is one or two look-ups however far away the
 * answer lies.
 *
 * <p>All types are values. Time is a parameter.
 */
@NullMarked
package care.andon.sla.engine;

import org.jspecify.annotations.NullMarked;
