package care.andon.request.assignment;

import care.andon.directory.Named;
import care.andon.directory.PersonName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The result of a handover, as it was then. It is stored as JSON, so the names of its members do
 * not change.
 *
 * @param handedOver requests that have another assignee now, in the order in which they were filed
 * @param kept requests that stay with their assignee because nobody can be reached
 */
public record HandoverReport(UUID id, Instant at, List<HandedOn> handedOver, List<Kept> kept) {

  /**
   * A request that was handed over.
   *
   * @param warning that the request is unattended, because the new assignee is off call; null in
   *     handovers from before there were warnings, too
   */
  public record HandedOn(
      UUID id, String reference, @Nullable Named team, PersonName to, @Nullable String warning) {}

  /**
   * A request that was not handed over.
   *
   * @param code of the problem
   * @param couldTake people on call who could take the request
   * @param warning that the request is unattended, because the giver is off call; null otherwise
   */
  public record Kept(
      UUID id,
      String reference,
      String code,
      List<ReachablePeople.CouldTake> couldTake,
      @Nullable String warning) {}
}
