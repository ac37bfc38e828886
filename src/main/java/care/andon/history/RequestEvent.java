package care.andon.history;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.kernel.WireNames;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a request. Replaying the events of a request in order gives its state
 * and its clocks. So an event contains everything that was decided when it happened.
 *
 * <p>No event names an asker: {@link RecordedEvent#asker} has only their number.
 *
 * <p>The meaning of a published event never changes. A new fact becomes a new nullable component,
 * which older events lack.
 */
public sealed interface RequestEvent {

  /**
   * A caregiver filed a need, and it was routed.
   *
   * @param policyRevision the configuration revision that applies to the request; null in events
   *     from before revisions existed, which name a policy instead and mean the first revision
   */
  @JsonIgnoreProperties({"policy", "policyVersion", "requester", "onBehalfOf"})
  record Opened(
      long reference,
      Impact impact,
      Category category,
      @Words String need,
      @Words @Nullable String room,
      @Words @Nullable String item,
      @Nullable Integer minutesLost,
      Visibility visibility,
      FacilityId facility,
      UnitId unit,
      Instant askedAt,
      Routed routed,
      @Nullable Long policyRevision)
      implements RequestEvent {}

  /**
   * The team and person that a request was routed to, and why. Part of {@link Opened} and {@link
   * RoutedAgain}.
   *
   * @param reasons the explanation of the routing; null in events from before routing rules existed
   */
  @Schema(name = "EventRouting")
  record Routed(
      @Nullable TeamId team,
      @Nullable PersonId person,
      List<PersonId> alsoTell,
      boolean unrouted,
      @Words String because,
      @Nullable Reasons reasons) {
    public Routed {
      alsoTell = List.copyOf(alsoTell);
    }
  }

  /**
   * The explanation of a routing.
   *
   * @param rule code of the published rule that decided; null if no rule did and the request went
   *     to the owner of the category
   * @param ruleVersion version of that rule; null if no published rule decided
   * @param matched the criteria of the rule, all of which the request meets
   * @param beaten codes of less specific rules whose criteria the request also meets
   * @param stops the teams and tiers in which a person was looked for, in order; the search ended
   *     at the last one
   */
  @Schema(name = "EventRoutingReasons")
  record Reasons(
      @Code @Nullable String rule,
      @Nullable Integer ruleVersion,
      @Code List<String> matched,
      @Code List<String> beaten,
      List<Stop> stops) {
    public Reasons {
      matched = List.copyOf(matched);
      beaten = List.copyOf(beaten);
      stops = List.copyOf(stops);
    }
  }

  /**
   * A step of the search for a person: a team, or a tier of the facility.
   *
   * @param tier 2 house supervisor, 3 administrator on call, 4 executive; null if this is a team
   * @param people the people on call there, in the order in which they are considered
   */
  @Schema(name = "EventRoutingStop")
  record Stop(@Nullable TeamId team, @Nullable Integer tier, List<Considered> people) {
    public Stop {
      people = List.copyOf(people);
    }
  }

  /**
   * A person on call who was considered.
   *
   * @param verdict {@code has_it} if the person got the request, else why they were passed over
   * @param open how many open requests of the team the person had; null if that was not considered
   */
  @Schema(name = "EventRoutingCandidate")
  record Considered(PersonId person, @Code String verdict, @Nullable Integer open) {}

  /** An unrouted request was routed to a reachable person. */
  record RoutedAgain(Routed routed) implements RequestEvent {}

  /** A named person said "I have it", optionally with a promised time. */
  record Acknowledged(@Nullable Instant promisedBy, @Words @Nullable String words)
      implements RequestEvent {}

  /**
   * Another team or person became responsible. The components are the values after the change. The
   * event has no actor if it happened automatically because the shift of the assignee ended.
   */
  record Assigned(@Nullable TeamId team, @Nullable PersonId assignee, @Words String reason)
      implements RequestEvent {}

  /**
   * A person took the request and became its assignee. This does not acknowledge the request.
   *
   * @param team the responsible team; null while the request is unrouted
   * @param words a note that only the department sees
   */
  record Taken(@Nullable TeamId team, @Words @Nullable String words, @Words String because)
      implements RequestEvent {}

  /**
   * The assignee gave the request back to its team.
   *
   * @param to the new assignee, who was on call for the team
   * @param reason a note that only the department sees; null only in answers to readers who may not
   *     see it
   */
  record GivenBack(TeamId team, PersonId to, @Words @Nullable String reason, @Words String because)
      implements RequestEvent {}

  /**
   * The assignee handed over all their requests, for example at the end of a shift.
   *
   * @param team the team that is responsible afterwards; null while the request is unrouted
   * @param note a note that only the department sees; null only in answers to readers who may not
   *     see it
   */
  record HandedOver(
      @Nullable TeamId team, PersonId to, @Words @Nullable String note, @Words String because)
      implements RequestEvent {}

  /**
   * The assignee is off shift, something is due before their next shift begins, and no team member
   * is on call; or a person named this assignee, or could not hand the request over, while they are
   * off shift. The request keeps its assignee and is flagged as unattended. The flag goes when a
   * person of the department acts, or when a team member or the assignee comes on duty.
   *
   * @param back the start of the next shift of the assignee; null if none is known
   */
  record LeftUnattended(PersonId assignee, @Nullable Instant back, @Words String because)
      implements RequestEvent {}

  /**
   * The assignee of an unattended request is on duty again. They keep the request, and the flag is
   * removed.
   */
  record AttendedAgain(PersonId assignee, @Words String because) implements RequestEvent {}

  /**
   * The assignee left the hospital. The request went to their team and, if possible, to the person
   * on call there. No clock changes, because the caregiver has not heard anything yet.
   *
   * @param person who left
   * @param team the responsible team; null if the request is unrouted
   * @param assignee the person on call for the team at that instant; null if there was none
   */
  record AssigneeLeft(
      PersonId person, @Nullable TeamId team, @Nullable PersonId assignee, @Words String reason)
      implements RequestEvent {}

  /** A message between the department and the caregiver, or a note within the department. */
  record Messaged(Audience audience, @Words String words, boolean fromCaregiver)
      implements RequestEvent {}

  /** Who can read a message. */
  @Schema(name = "MessageAudience")
  enum Audience {
    /** The caregiver and the department. */
    CAREGIVER,
    /** The department only. */
    INTERNAL
  }

  /** The department asked the caregiver a question. The request waits for the answer. */
  record Asked(@Words String question) implements RequestEvent {}

  /** The caregiver answered. The request no longer waits. */
  record Answered(@Words String words) implements RequestEvent {}

  /** The maximum time for an answer passed. The request no longer waits. */
  record WaitEnded() implements RequestEvent {}

  /** The caregiver changed the impact. */
  record ImpactChanged(Impact from, Impact to, @Words @Nullable String reason)
      implements RequestEvent {}

  /**
   * An administrator recorded a different view of the impact. The impact that the caregiver chose
   * stays.
   */
  record Assessed(Impact impact, @Words String reason) implements RequestEvent {}

  /** The department says that the need is met, with a message to the caregiver. */
  record Resolved(@Words String words) implements RequestEvent {}

  /** The caregiver confirmed that the need is met. */
  record Confirmed(@Words @Nullable String words) implements RequestEvent {}

  /**
   * The time to confirm passed without an answer from the caregiver. Never counted as satisfied.
   */
  record WentUnconfirmed() implements RequestEvent {}

  /**
   * The caregiver reopened the request.
   *
   * @param why null in events from before the caregiver chose; then the resolve clock continues
   *     with its elapsed time
   */
  record Reopened(@Words String reason, @Nullable ReopenWhy why) implements RequestEvent {
    /** Whether the caregiver says that the last resolution never happened. */
    public boolean undoesResolution() {
      return why == ReopenWhy.NOT_FIXED;
    }
  }

  /** Why a caregiver reopens a request. */
  @Schema(name = "ReopenWhy")
  enum ReopenWhy {
    /** The need was not met, although it was called resolved: that resolution never happened. */
    NOT_FIXED,
    /** The need was met and has come back: the first promise stands, and a new one begins. */
    CAME_BACK,
    /** The need was declined and is still there: the decline stands, and a new promise begins. */
    STILL_NEEDED
  }

  /**
   * The department declined the need, with a reason and perhaps an alternative. The need counts as
   * answered, not as met.
   */
  record Declined(DeclineReason reason, @Words String words, @Words @Nullable String alternative)
      implements RequestEvent {}

  /** Why a need was declined. */
  enum DeclineReason {
    NOT_POSSIBLE,
    NOT_SAFE,
    NOT_FUNDED,
    AGAINST_POLICY,
    OUTSIDE_OUR_REACH,
    ALREADY_AVAILABLE,
    OTHER
  }

  /** The caregiver withdrew the request, because it is no longer needed. */
  record Withdrawn(@Words @Nullable String words) implements RequestEvent {}

  /** A warning step was reached before the promise is due. */
  record Warned(ClockKind clock, int cycle, int percent) implements RequestEvent {}

  /** A promise was due and was not kept. Nothing that happens later changes that. */
  record PromiseMissed(ClockKind clock, int cycle) implements RequestEvent {}

  /**
   * A tier was called: a new escalation, which one of the people called has to answer.
   *
   * @param tier 1 team lead, 2 department director or house supervisor, 3 administrator on call, 4
   *     executive
   * @param to the people reachable there at that instant; empty if nobody was reachable at this
   *     tier or above
   * @param number counts the escalations of the request from 1; null, like all components after it,
   *     in events from before escalations could be answered
   * @param answerBy the last instant at which "I have it" is in time
   * @param cause why the tier was called
   * @param follows the number of the escalation that this one follows: it was not answered, or went
   *     quiet; null for other causes
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

  /** Why a tier is called. */
  enum EscalationCause {
    /** A clock reached a step of its policy. */
    STEP,
    /** Nobody at the tier below answered in time. */
    NOBODY_ANSWERED,
    /** The shift of the assignee ended, and no team member was on call. */
    LEFT_UNATTENDED,
    /**
     * The request is unrouted. The escalation belongs to the acknowledge clock, cycle 1, at 0
     * percent, because nobody is there to acknowledge.
     */
    UNROUTED,
    /**
     * A person took an escalation, its promise stayed missed, and nobody told the caregiver
     * anything or handed the request on.
     */
    GONE_QUIET,
    /** No person of the tier below could be reached. */
    NOT_REACHED,
    /**
     * The caregiver said "not fixed". A step would have called this tier if the request had not
     * been called resolved; or all steps had been taken, so no further one would call a person.
     */
    REOPENED
  }

  /**
   * A named person answered an escalation with "I have it". This also answers all other open
   * escalations of the same clock and cycle.
   *
   * @param words a note that only the department sees
   * @param wordWithin how long the caregiver may hear nothing before the tier above is called, in
   *     open time of the update promise; null if no policy promises updates, and in events from
   *     before escalations could go quiet
   * @param through null if the person was signed in
   */
  record EscalationTaken(
      int number,
      @Words @Nullable String words,
      @Nullable Duration wordWithin,
      @Nullable TakenThrough through)
      implements RequestEvent {}

  /** How a person answered an escalation without signing in. */
  @Schema(name = "TakenThrough")
  enum TakenThrough {
    /** By the link in a page to that person. */
    TAP
  }

  /**
   * Nobody answered an escalation in time, but the tier above was already called for the same
   * promise. The escalation continues in that one, so nobody is called twice.
   *
   * @param into the number of the escalation in which it continues
   */
  record EscalationJoined(int number, int into) implements RequestEvent {}

  /**
   * A person who was called by an escalation could not be reached. If that is so for everybody whom
   * the escalation called, the next tier is called at once.
   *
   * @param number the number of the escalation
   */
  record PersonNotReached(int number, PersonId person, NotReachedBecause because)
      implements RequestEvent {}

  /** Why a person could not be reached. */
  @Schema(name = "NotReachedBecause")
  enum NotReachedBecause {
    /** The person has no verified contact. */
    NO_CONTACT,
    /** Every contact of the person failed. */
    FAILED,
    /** Every channel to the person is down. */
    CHANNEL_DOWN
  }

  /** Nobody answered an escalation, and there is no higher tier to call. */
  record EscalationUnanswered(int number) implements RequestEvent {}

  /**
   * A privacy officer erased words. They are no longer in the event, and neither in the request nor
   * in its search. Nothing else changes.
   *
   * @param seq the event that had the words
   * @param path where they were: a JSON pointer into the data of that event
   */
  record Redacted(int seq, @Code String path, RedactionKind kind) implements RequestEvent {}

  /** What kind of words were erased. Readers see it in their place. */
  @Schema(name = "RedactionKind")
  enum RedactionKind {
    PATIENT_NAME,
    RECORD_NUMBER,
    PERSON_NAME,
    OTHER;

    /** Returns what readers see in the place of the words, such as {@code [removed: other]}. */
    public String replacement() {
      return "[removed: " + WireNames.of(this).replace('_', ' ') + "]";
    }
  }
}
