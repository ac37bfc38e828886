package care.andon.views;

import care.andon.request.query.VisibilityFilter.Viewer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the lists and counts of a view are about, said openly: figures of others may differ. */
@Schema(
    name = "ViewCoverage",
    description =
        "What lists and counts are about: every request, or those that you may see. What is"
            + " confidential and not shared with you is then in no list and no count.")
enum Covers {
  EVERY_REQUEST,
  WHAT_YOU_MAY_SEE;

  static Covers of(Viewer viewer) {
    return viewer.seesAll() ? EVERY_REQUEST : WHAT_YOU_MAY_SEE;
  }
}
