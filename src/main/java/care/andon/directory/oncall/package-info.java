/**
 * Who is on call when. Pure: no framework, no database, no machine clock.
 *
 * <p>Read in this order:
 *
 * <ul>
 *   <li>{@link DutyRoster} answers every question: who is on call, when is a duty, where are gaps.
 *   <li>{@link PostRoster} is one {@link Post}: its weekly duties, dated shifts and stand-ins, and
 *       how they combine.
 *   <li>{@link DutyTimes} and {@link WeeklyHours} turn wall-clock times into {@link Interval}s;
 *       {@link StandIn} says whose duty another person takes.
 *   <li>{@link IntervalIndex} finds entries by instant, {@link NextDuty} the next duty of a person.
 *   <li>Answers are {@link OnCallPerson}, {@link OnCallTurn} and {@link CoverageGap}.
 * </ul>
 */
@NullMarked
package care.andon.directory.oncall;

import org.jspecify.annotations.NullMarked;
