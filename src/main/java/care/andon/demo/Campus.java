package care.andon.demo;

import java.util.List;

/**
 * A campus with its people.
 *
 * @param hospital the campus in the same form as the first hospital; its duties are weekly
 * @param crews groups of people who share the shifts of the year
 */
record Campus(Hospital hospital, List<Crew> crews) {}
