package care.andon.views;

import care.andon.request.query.VisibilityFilter.Viewer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which requests the lists and counts of a view include; other readers may get other counts. */
@Schema(
    name = "Covers",
    description =
        "What lists and counts are about: every request, or those that you may see. What is"
            + " confidential and not shared with you is then in no list and no count.")
enum ViewCoverage {
  EVERY_REQUEST,
  WHAT_YOU_MAY_SEE;

  static ViewCoverage of(Viewer viewer) {
    return viewer.seesAll() ? EVERY_REQUEST : WHAT_YOU_MAY_SEE;
  }
}
