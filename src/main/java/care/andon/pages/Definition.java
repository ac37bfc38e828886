package care.andon.pages;

import care.andon.metrics.form.FigureAnswer;
import java.util.List;

/**
 * What a figure means.
 *
 * @param anchor where numbers link to
 * @param formula as text; empty if words say it all
 */
public record Definition(String anchor, String name, String words, String formula) {
  /** The definitions in the order of the page. */
  static final List<Definition> ALL =
      List.of(
          of(
              "promise",
              "Promise",
              "Each request has three promises, each with a clock. Acknowledge: a named person says"
                  + " \"I have it\". Update: the caregiver hears something again. Resolve: the need"
                  + " is met, or declined with a reason.",
              ""),
          of(
              "fell-due",
              "Fell due",
              "A promise counts in the period in which it falls due, not when it was made or"
                  + " settled. A promise that is not due yet is in no rate, also if the work is"
                  + " done.",
              "D = met + declined + missed + missed and still open"),
          of(
              "kept",
              "Kept",
              "The share of the promises that fell due and were kept in time. Without a promise that"
                  + " fell due there is no rate.",
              "kept = met / D"),
          of(
              "answered",
              "Answered",
              "The same, and a need that was declined in time counts as answered. An idea is owed a"
                  + " decision, not a yes.",
              "answered = (met + declined) / D"),
          of(
              "confirmed",
              "Confirmed",
              "Resolved in time, and the caregiver said that the need is met. Caregivers who said"
                  + " nothing are neither satisfied nor dissatisfied, so the truth lies between the"
                  + " confirmed share and the share with all silent ones.",
              "confirmed / D, and (confirmed + silent + open) / D"),
          of(
              "interval",
              "The range behind a rate",
              "80 % of 10 promises says less than 80 % of 1,000. The range holds the true rate in 95"
                  + " of 100 cases (Wilson score interval).",
              "(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.96"),
          of(
              "wait",
              "Median wait",
              "Half of the caregivers who asked in the period waited less. Open requests count as"
                  + " waiting for longer than they have so far (Kaplan and Meier). Nothing pauses a"
                  + " wait: it is the time on the wall clock.",
              "smallest t with S(t) ≤ 0.5"),
          of(
              "silence",
              "Silent",
              "How long the caregiver of an open request has heard nothing.",
              "now − last message, or the filing"),
          of(
              "open",
              "Open",
              "Filed, and not resolved, declined or withdrawn. A request that waits for the"
                  + " caregiver's answer is open.",
              ""),
          of(
              "answered-since",
              "Answered since yesterday",
              "Resolved or declined in the last 24 hours.",
              ""),
          of(
              "impact",
              "Impact",
              "How much a need affects care, in the caregiver's own choice. A promise counts under"
                  + " the impact by which it was measured.",
              ""),
          of(
              "tier",
              "Tier",
              "A missed promise calls people, tier by tier: 1 the team lead, 2 the department"
                  + " director or the house supervisor, 3 the administrator on call, 4 the"
                  + " executive. Each tier has a huddle, a short meeting in the morning: tier 1 of a"
                  + " unit or team, tier 2 of a facility, tier 3 of the hospital.",
              ""),
          of(
              "usual",
              "What is usual",
              "Weeks differ by chance alone. A week that lies outside the band, and a row of nine"
                  + " weeks on one side of the middle line, ask for a cause. The first 26 weeks say"
                  + " what is usual.",
              "middle ± 3 standard deviations of a week with so many promises"),
          of(
              "chance",
              "More than chance",
              "A unit with few promises differs a lot by chance alone. Only a unit outside its bar"
                  + " differs by more than that. Units stand in the order of their codes and are not"
                  + " ranked.",
              "all ± 3.09 √(all (1−all) / D)"),
          of(
              "minutes-lost",
              "Minutes lost",
              "What the caregiver estimates, when asking, that the need costs them. A request"
                  + " without an estimate adds none.",
              ""));

  /** The version of these definitions, as in every answer of the API. */
  static final int VERSION = FigureAnswer.DEFINITION_VERSION;

  private static Definition of(String anchor, String name, String words, String formula) {
    return new Definition(anchor, name, words, formula);
  }
}
