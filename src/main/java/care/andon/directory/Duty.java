package care.andon.directory;

import care.andon.kernel.PersonId;

/** One line of the roster: who is on call for what, and when. */
public record Duty(Post post, PersonId person, Hours hours) {}
