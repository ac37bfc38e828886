package care.andon.demo;

import java.util.List;

/**
 * A campus with its people.
 *
 * @param hospital as the first one; its duties are those of every week
 * @param crews who share the shifts of the year
 */
record Campus(Hospital hospital, List<Crew> crews) {}
