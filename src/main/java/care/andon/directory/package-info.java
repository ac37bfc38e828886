/**
 * Who and where: facilities, units, teams, people, and who can be reached at every minute.
 *
 * <p>Start with {@link Directory}: it answers every question from a {@link DirectorySnapshot} in
 * memory, which {@code DirectoryReader} loads and a timer replaces once the directory's version in
 * the database has changed. Filing a request therefore never asks the database who works here.
 * {@link care.andon.directory.oncall.WeeklyHours} is the part of the week a duty covers, {@link
 * care.andon.directory.oncall.Post} what it is for. The {@code *Resource} classes show all of it to
 * signed-in callers.
 */
@NullMarked
package care.andon.directory;

import org.jspecify.annotations.NullMarked;
