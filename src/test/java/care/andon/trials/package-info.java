/**
 * Experiments with real processes: PostgreSQL of the Debian package, an issuer, one to three
 * packaged instances, and clients that keep a journal. Each breaks something under load, then
 * compares the journal with the database and the measured times with the goals.
 *
 * <p>To add one, copy {@link care.andon.trials.R01KilledInstanceIT}: start a {@link
 * care.andon.trials.Rig}, begin a {@link care.andon.trials.Load}, break something, and give the
 * {@link care.andon.trials.Journal} to the {@link care.andon.trials.Invariants} and the figures to
 * the {@link care.andon.trials.Verdict}. {@code src/docs/contributing.md} says how to run them.
 */
package care.andon.trials;
