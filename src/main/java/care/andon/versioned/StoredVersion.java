package care.andon.versioned;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/**
 * One version of a document, as it is stored. The entity of a kind names its table and the column
 * of the code. A trigger refuses every change but the end of a version.
 */
@MappedSuperclass
public abstract class StoredVersion {
  @EmbeddedId private VersionRef key;
  private String name;
  private long sinceRevision;
  private @Nullable Long untilRevision;

  @Column(name = "created_at")
  private Instant publishedAt;

  private @Nullable String publishedBy;
  private @Nullable Instant endedAt;
  private @Nullable String endedBy;

  @ColumnTransformer(write = "?::jsonb")
  private String definition;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate, or by the repository
  protected StoredVersion() {}

  void fill(Version<?> version, String json) {
    key = version.ref();
    name = version.name();
    sinceRevision = version.since();
    publishedAt = version.publishedAt();
    publishedBy = version.publishedBy();
    definition = json;
  }

  VersionRef key() {
    return key;
  }

  String definition() {
    return definition;
  }

  <T> Version<T> with(T content) {
    return new Version<>(
        key.code(),
        key.version(),
        name,
        sinceRevision,
        untilRevision,
        publishedAt,
        publishedBy,
        endedAt,
        endedBy,
        content);
  }
}
