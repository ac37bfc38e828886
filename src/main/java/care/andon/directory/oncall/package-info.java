/**
 * Who is on call when: pure functions of duties, shifts and stand-ins.
 *
 * <p>Start with {@link DutyRoster}, the duties of all posts. {@link PostRoster} is one post: weekly
 * duties, dated shifts, stand-ins. {@link DutyTimes} says when a duty applies by the wall clock of
 * its facility. Nothing here reads a clock or the database.
 */
@NullMarked
package care.andon.directory.oncall;

import org.jspecify.annotations.NullMarked;
