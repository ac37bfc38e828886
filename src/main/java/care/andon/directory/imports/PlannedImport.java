package care.andon.directory.imports;

import care.andon.directory.imports.ImportReport.Break;
import care.andon.directory.imports.Imports.ImportRequest;
import care.andon.directory.imports.planning.ImportPlan;
import care.andon.directory.imports.planning.ImportPlanner;
import care.andon.directory.imports.planning.Removals;
import care.andon.directory.imports.planning.RosterRules;
import care.andon.directory.imports.planning.SourceContents;
import care.andon.directory.imports.planning.StoredDirectory;
import care.andon.directory.imports.reading.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/**
 * A planned import: the changes, the report about them, and a token for both.
 *
 * @param token digest of the stored state and the upload
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlannedImport(ImportPlan plan, ImportReport report, byte[] token) {
  private static final int MOST_SHOWN = 500;
  private static final int TOKEN_BYTES = 16;

  /** Plans an import. Rejections of the plan are in the report only, not in the upload. */
  static PlannedImport of(
      ImportRequest request, StoredDirectory stored, Instant now, OpenWork work) {
    var rejections = request.upload().rejections();
    var known = rejections.size();
    var options = request.options();
    var sending = new SourceContents(request.upload(), stored, options.source(), options.whole());
    var rules = new RosterRules(now);
    var plan = new ImportPlanner(sending, PlannedImport::newId, rules).plan();
    var rejected = List.copyOf(rejections);
    rejections.subList(known, rejected.size()).clear();
    var breaks = new ImpactReport(plan, stored, now, work).all();
    var removals = new Removals(plan, sending, rules).tooMany().orElse(null);
    var token = token(stored, request);
    return new PlannedImport(
        plan, report(request, stored, now, plan, token, removals, rejected, breaks), token);
  }

  private static ImportReport report(
      ImportRequest request,
      StoredDirectory stored,
      Instant now,
      ImportPlan plan,
      byte[] token,
      @Nullable String removals,
      List<Rejection> rejected,
      List<Break> breaks) {
    var diff = new ImportDiff(plan, stored);
    var changes = diff.changes();
    return new ImportReport(
        null,
        now,
        request.caller().username(),
        request.options().source(),
        request.options().whole(),
        false,
        "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(token) + "\"",
        diff.summary(request.upload()),
        changes,
        diff.count() - changes.size(),
        removals,
        first(rejected),
        rejected.size() - first(rejected).size(),
        first(breaks),
        breaks.size() - first(breaks).size());
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(MOST_SHOWN, all.size()));
  }

  /** Half a digest is enough to tell one state from another. */
  private static byte[] token(StoredDirectory stored, ImportRequest request) {
    try {
      var options = request.options();
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(stored.version())
              .putLong(stored.roster())
              .array());
      digest.update((options.source() + " " + options.whole()).getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(digest.digest(request.contents()), TOKEN_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static UUID newId() {
    return UuidVersion7Strategy.INSTANCE.generateUuid(null);
  }
}
