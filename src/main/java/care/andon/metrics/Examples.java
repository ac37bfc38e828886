package care.andon.metrics;

/** The example answers in the API description; a test compares them with the real shape. */
final class Examples {
  static final String KEPT =
      """
      {
        "asOf": "2026-03-02T06:00:00Z",
        "period": {"from": "2026-02-01T00:00:00Z", "to": "2026-03-01T00:00:00Z"},
        "filters": {"unit": null, "team": null, "category": "supplies"},
        "definitionVersion": 1,
        "excluded": [
          "Promises of requests that were withdrawn before they fell due: counted as notMeasured, in no rate."
        ],
        "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "figures": [
          {
            "clock": "acknowledge",
            "impact": "patient_waiting",
            "met": 81,
            "missed": 6,
            "missedOpen": 1,
            "notYetDue": 0,
            "notMeasured": 2,
            "kept": 0.9204545454545454,
            "interval": {"low": 0.8448011874267765, "high": 0.9609351428777461},
            "goal": 0.9
          }
        ]
      }""";

  static final String WAITS =
      """
      {
        "asOf": "2026-03-02T06:00:00Z",
        "period": {"from": "2026-02-01T00:00:00Z", "to": "2026-03-01T00:00:00Z"},
        "filters": {"unit": null, "team": null, "category": "supplies"},
        "definitionVersion": 1,
        "excluded": [
          "Nothing pauses a wait: it is wall-clock time from the moment the caregiver asked."
        ],
        "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "figures": [
          {
            "figure": "timeToAcknowledge",
            "impact": "patient_waiting",
            "median": "PT3M12S",
            "p90": "PT7M40S",
            "n": 90,
            "censored": 1
          },
          {
            "figure": "timeToResolve",
            "impact": "improvement",
            "median": "PT612H",
            "p90": null,
            "n": 41,
            "censored": 17
          }
        ]
      }""";

  private Examples() {}
}
