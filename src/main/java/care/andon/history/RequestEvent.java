package care.andon.history;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a request. Replaying a request's events in order gives its state and
 * its clocks, so an event carries whatever was decided when it happened.
 *
 * <p>A published event never changes its meaning; a new fact is a new component that old events
 * lack.
 */
public sealed interface RequestEvent {

  /**
   * A caregiver filed a need, and it was routed.
   *
   * @param policyRevision what was promised then; events from before there were revisions lack it,
   *     name a policy instead, and mean the first
   */
  @JsonIgnoreProperties({"policy", "policyVersion"})
  record Opened(
      long reference,
      Impact impact,
      Category category,
      String need,
      @Nullable String room,
      @Nullable String item,
      @Nullable Integer minutesLost,
      Visibility visibility,
      FacilityId facility,
      UnitId unit,
      PersonId requester,
      @Nullable PersonId onBehalfOf,
      Instant askedAt,
      Routed routed,
      @Nullable Long policyRevision)
      implements RequestEvent {}

  /**
   * Where a request went and why; part of {@link Opened} and {@link RoutedAgain}.
   *
   * @param reasons how that came about; events from before there were rules lack it
   */
  @Schema(name = "EventRouting")
  record Routed(
      @Nullable TeamId team,
      @Nullable PersonId person,
      List<PersonId> alsoTell,
      boolean unrouted,
      String because,
      @Nullable Reasons reasons) {
    public Routed {
      alsoTell = List.copyOf(alsoTell);
    }
  }

  /**
   * How a request came to go where it went.
   *
   * @param rule code of the published rule that decided; null where none did, and the owner of the
   *     category has it
   * @param ruleVersion null where no published rule decided
   * @param matched what the rule is about, each of which the request fits
   * @param beaten codes of rules that the request fits, too, and that name less
   * @param stops where somebody was looked for, in order; it ended at the last one
   */
  @Schema(name = "EventRoutingReasons")
  record Reasons(
      @Nullable String rule,
      @Nullable Integer ruleVersion,
      List<String> matched,
      List<String> beaten,
      List<Stop> stops) {
    public Reasons {
      matched = List.copyOf(matched);
      beaten = List.copyOf(beaten);
      stops = List.copyOf(stops);
    }
  }

  /**
   * Where somebody was looked for: a team, or a tier of the facility.
   *
   * @param tier 2 house supervisor, 3 administrator on call, 4 executive; null for a team
   * @param people who was on call there, in the order in which they are asked
   */
  @Schema(name = "EventRoutingStop")
  record Stop(@Nullable TeamId team, @Nullable Integer tier, List<Considered> people) {
    public Stop {
      people = List.copyOf(people);
    }
  }

  /**
   * Somebody who was on call.
   *
   * @param verdict what became of it: {@code has_it}, or why they were passed over
   * @param open their open requests of the team, where that was asked
   */
  @Schema(name = "EventRoutingCandidate")
  record Considered(PersonId person, String verdict, @Nullable Integer open) {}

  /** Nobody reachable had the request, and now somebody has. */
  record RoutedAgain(Routed routed) implements RequestEvent {}

  /** A named human said "I have it", perhaps with a promise. */
  record Acknowledged(@Nullable Instant promisedBy, @Nullable String words)
      implements RequestEvent {}

  /**
   * Another team or person is responsible from here; the components say who, after the change. By
   * nobody when it went on by itself, because its assignee's shift ended.
   */
  record Assigned(@Nullable TeamId team, @Nullable PersonId assignee, String reason)
      implements RequestEvent {}

  /**
   * A named human has it from here, whoever had it before. That is no acknowledgement.
   *
   * @param team whose it is; null while it is unrouted
   * @param words for the department
   */
  record Taken(@Nullable TeamId team, @Nullable String words, String because)
      implements RequestEvent {}

  /**
   * Whoever had it gave it back to its team.
   *
   * @param to who was on call for the team then
   * @param reason for the department; null only where it is not shown
   */
  record GivenBack(TeamId team, PersonId to, @Nullable String reason, String because)
      implements RequestEvent {}

  /**
   * Whoever had it handed over all they held, such as at the end of a shift.
   *
   * @param team whose it is from here; null while it is unrouted
   * @param note for the department; null only where it is not shown
   */
  record HandedOver(@Nullable TeamId team, PersonId to, @Nullable String note, String because)
      implements RequestEvent {}

  /**
   * The assignee is off shift, something falls due before their next one begins, and nobody of the
   * team is on call. It stays theirs, flagged, until somebody of the department does something, or
   * somebody of the team comes on duty, be it themselves.
   *
   * @param back when the assignee's next shift begins; null when none is known
   */
  record LeftUnattended(PersonId assignee, @Nullable Instant back, String because)
      implements RequestEvent {}

  /**
   * The assignee of what was left unattended is on duty again: it is theirs, and flagged no more.
   */
  record AttendedAgain(PersonId assignee, String because) implements RequestEvent {}

  /**
   * Whoever had it has left the hospital; their team has it, and whoever is on call there. Nobody
   * has told the caregiver anything yet, and no clock hears of it.
   *
   * @param person who left
   * @param team null for a request that is unrouted
   * @param assignee who was on call for the team at that instant; null for nobody in particular
   */
  record AssigneeLeft(
      PersonId person, @Nullable TeamId team, @Nullable PersonId assignee, String reason)
      implements RequestEvent {}

  /** Words between the department and the caregiver, or within the department. */
  record Messaged(Audience audience, String words, boolean fromCaregiver) implements RequestEvent {}

  /** Who reads a message. */
  @Schema(name = "MessageAudience")
  enum Audience {
    /** The caregiver and the department. */
    CAREGIVER,
    /** The department only. */
    INTERNAL
  }

  /** The department cannot go on without an answer; the request waits for the caregiver. */
  record Asked(String question) implements RequestEvent {}

  /** The caregiver answered; the department has it again. */
  record Answered(String words) implements RequestEvent {}

  /** A question stood unanswered for as long as a wait may last; the department has it again. */
  record WaitEnded() implements RequestEvent {}

  /** The caregiver says that what is happening to care has changed. */
  record ImpactChanged(Impact from, Impact to, @Nullable String reason) implements RequestEvent {}

  /** An administrator sees the impact differently; the caregiver's impact stands. */
  record Assessed(Impact impact, String reason) implements RequestEvent {}

  /** The department says, in words to the caregiver, that the need is met. */
  record Resolved(String words) implements RequestEvent {}

  /** The caregiver says that the need is met. */
  record Confirmed(@Nullable String words) implements RequestEvent {}

  /** The caregiver did not say whether the need is met; never counted as satisfied. */
  record WentUnconfirmed() implements RequestEvent {}

  /** "Not fixed", or a declined need asked for again. */
  record Reopened(String reason) implements RequestEvent {}

  /** An answer, not a need met: the department will not do it, says why, and what else there is. */
  record Declined(DeclineReason reason, String words, @Nullable String alternative)
      implements RequestEvent {}

  /** Why a need is declined. */
  enum DeclineReason {
    NOT_POSSIBLE,
    NOT_SAFE,
    NOT_FUNDED,
    AGAINST_POLICY,
    OUTSIDE_OUR_REACH,
    ALREADY_AVAILABLE,
    OTHER
  }

  /** The caregiver needs it no longer. */
  record Withdrawn(@Nullable String words) implements RequestEvent {}

  /** A promise nears its due instant. */
  record Warned(ClockKind clock, int cycle, int percent) implements RequestEvent {}

  /** A promise fell due and was not kept; this is for ever. */
  record PromiseMissed(ClockKind clock, int cycle) implements RequestEvent {}

  /**
   * A missed promise called a tier: an escalation of its own, to be answered by one of the people
   * it went to.
   *
   * @param tier 1 team lead, 2 department director or house supervisor, 3 administrator on call, 4
   *     executive
   * @param to who was reachable there at that instant; empty when nobody was at any tier
   * @param number counts the escalations of the request from 1; null for one of the time when
   *     escalations were not answered, as are the components after it
   * @param answerBy when somebody is to have said "I have it"; that instant is in time
   * @param cause what called the tier
   * @param follows the number of the escalation that nobody answered; null for another cause
   */
  record Escalated(
      ClockKind clock,
      int cycle,
      int percent,
      int tier,
      List<PersonId> to,
      @Nullable Integer number,
      @Nullable Instant answerBy,
      @Nullable EscalationCause cause,
      @Nullable Integer follows)
      implements RequestEvent {
    public Escalated {
      to = List.copyOf(to);
    }
  }

  /** What calls a tier. */
  enum EscalationCause {
    /** A clock reached a step of its policy. */
    STEP,
    /** The tier below did not answer in time. */
    NOBODY_ANSWERED,
    /** The assignee's shift ended, and nobody of the team was on call. */
    LEFT_UNATTENDED,
    /**
     * Nobody reachable has the request. It is about the acknowledgement that nobody is there to
     * give: its clock, in its first cycle, at 0 percent.
     */
    UNROUTED,
    /** "Not fixed", about a promise whose steps had all been taken: nothing else would call. */
    REOPENED
  }

  /**
   * A named human said "I have it" to an escalation. It answers for the promise: whatever else was
   * open for the same clock and cycle is answered with it.
   *
   * @param words for the department
   */
  record EscalationTaken(int number, @Nullable String words) implements RequestEvent {}

  /**
   * Nobody answered an escalation in time, and the tier above has been called for the same promise
   * already: it goes on there, and nobody is called twice.
   *
   * @param into the number of the escalation it goes on in
   */
  record EscalationJoined(int number, int into) implements RequestEvent {}

  /** The end of the ladder: nobody answered an escalation, and nobody is above it. */
  record EscalationUnanswered(int number) implements RequestEvent {}
}
