package care.andon.views;

import care.andon.request.query.VisibilityFilter.Viewer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which requests the lists and counts of a view include; other readers may get other counts. */
@Schema(
    name = "ViewCoverage",
    description =
        "Which requests lists and counts cover: every request, or those you may see."
            + " Confidential requests that are not shared with you are then left out.")
public enum ViewCoverage {
  EVERY_REQUEST,
  WHAT_YOU_MAY_SEE;

  static ViewCoverage of(Viewer viewer) {
    return viewer.seesAll() ? EVERY_REQUEST : WHAT_YOU_MAY_SEE;
  }
}
