package care.andon.request.escalation;

import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who can be called at each tier of a facility. */
public interface EscalationTiers {
  /** The executive, the highest tier. */
  int TOP = 4;

  /**
   * Who is there at an instant; empty for a tier without anybody.
   *
   * @param tier 1 team lead, 2 department director or house supervisor, 3 administrator on call, 4
   *     executive
   * @param team whose leads tier 1 means; null for none
   */
  List<PersonId> tier(FacilityId facility, int tier, @Nullable TeamId team, Instant at);
}
