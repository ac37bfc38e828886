package care.andon.metrics.export;

/** What is exported. */
enum ExportKind {
  /** Every promise that fell due in the period, with its verdict. */
  PROMISES,
  /** Every request that was asked in the period. */
  REQUESTS,
  /** Every event of these requests. */
  EVENTS
}
