package care.andon.directory;

import care.andon.directory.oncall.OnCallPerson;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.StandIn;
import care.andon.kernel.PersonId;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A person who can be reached now. */
@Schema(name = "OnCallPerson", description = "A person on call.")
public record OnCallView(
    UUID id,
    @Schema(examples = "Omar Ortiz") String name,
    @Schema(examples = "Supply coordinator") String title,
    @Schema(description = "When the duty ends. Absent for a duty round the clock")
        @Nullable Instant until,
    @Schema(description = "Present if the person stands in for others") @Nullable StandsIn standsIn,
    @Schema(
            description =
                "Whether no message can reach the person: they have no verified contact, or every"
                    + " one refuses messages. Only in the list of who is on call, and only if a"
                    + " channel is configured")
        @Nullable Boolean noWorkingContact) {

  /** Why a person without an own duty is on call. */
  @Schema(name = "OnCallStandIn", description = "Whom the person stands in for, and why.")
  record StandsIn(
      @Schema(
              description = "The person who is replaced. Absent if it is everybody of the roster",
              examples = "Luis Romero")
          @Nullable String insteadOf,
      @Schema(examples = "Called in sick") String reason) {}

  public static OnCallView of(OnCallPerson onCall, DirectorySnapshot directory) {
    return of(onCall, directory, null);
  }

  /**
   * Describes a person on call.
   *
   * @param reachable the people whom messages reach; null if that is not said
   */
  public static OnCallView of(
      OnCallPerson onCall, DirectorySnapshot directory, @Nullable Set<PersonId> reachable) {
    return new OnCallView(
        onCall.person().id().value(),
        onCall.person().name(),
        onCall.person().title(),
        onCall.until().map(ZonedDateTime::toInstant).orElse(null),
        onCall.standIn() == null ? null : standsIn(onCall.standIn(), directory),
        reachable == null ? null : !reachable.contains(onCall.person().id()));
  }

  private static StandsIn standsIn(StandIn standIn, DirectorySnapshot directory) {
    var instead =
        standIn.insteadOf() == null
            ? null
            : directory.person(standIn.insteadOf()).map(Person::name).orElse(null);
    return new StandsIn(instead, standIn.reason());
  }
}
