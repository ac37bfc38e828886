package care.andon.views;

import care.andon.request.query.VisibilityFilter.Viewer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the lists and counts of a view are about, said openly: figures of others may differ. */
@Schema(
    name = "ViewCoverage",
    description =
        "Which requests lists and counts cover: every request, or those you may see."
            + " Confidential requests that are not shared with you are then left out.")
enum Covers {
  EVERY_REQUEST,
  WHAT_YOU_MAY_SEE;

  static Covers of(Viewer viewer) {
    return viewer.seesAll() ? EVERY_REQUEST : WHAT_YOU_MAY_SEE;
  }
}
