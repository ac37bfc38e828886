package care.andon.routing;

import care.andon.versioned.RevisionCounter;
import care.andon.versioned.VersionTable;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/** Reads routing rules from the database. */
@ApplicationScoped
class RulesRepository {
  private final RevisionCounter revisions;
  private final VersionTable<RuleTerms> rules;

  RulesRepository(DataSource database, ObjectMapper json, RevisionCounter revisions) {
    this.revisions = revisions;
    this.rules =
        new VersionTable<>(
            database,
            json,
            "routing_rule",
            new VersionTable.Form<>(
                RuleDocument.class, RuleDocument::of, (ref, document) -> document.read(ref)));
  }

  VersionTable<RuleTerms> rules() {
    return rules;
  }

  long revision() {
    return revisions.present();
  }

  /** All rules that are published now. Content that {@code known} has is not read again. */
  PublishedRules read(PublishedRules known) {
    // The revision first: rules published in the meantime are newer and not in force at it.
    var revision = revision();
    return new PublishedRules(revision, rules.read(known.rules(), known.revision()));
  }
}
