package care.andon.request.asker;

import static care.andon.platform.sql.SqlParameters.orNull;

import care.andon.kernel.RequestId;
import care.andon.platform.sql.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Writes the askers of new requests. */
@ApplicationScoped
public class AskerRows {
  private static final String INSERT =
      """
      insert into request_asker (request_id, number, person_id, tag, tag_key, on_behalf, asked_at)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private final AskerTags tags;

  AskerRows(AskerTags tags) {
    this.tags = tags;
  }

  /** Adds the askers of a new request to the batch that inserts it. */
  public void insert(SqlBatch batch, RequestId request, Askers askers, Instant askedAt) {
    for (var asker : askers.all()) {
      batch.add(
          INSERT,
          request.value(),
          asker.number(),
          orNull("uuid", asker.person() == null ? null : asker.person().value()),
          orNull("varchar", asker.tag()),
          orNull("int4", asker.tag() == null ? null : tags.key()),
          asker.onBehalf(),
          askedAt);
    }
  }
}
