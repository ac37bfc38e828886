package care.andon.directory.roster;

import care.andon.directory.DutyTimes;
import care.andon.kernel.PersonId;
import java.util.UUID;

/** A duty of every week as it is kept. */
record WeeklyDuty(UUID id, PersonId person, DutyTimes.Weekly times, boolean exclusive) {}
