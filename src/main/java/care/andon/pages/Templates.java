package care.andon.pages;

import care.andon.pages.picture.Picture;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The templates of the pages, in {@code templates/pages}. */
@CheckedTemplate(basePath = "pages")
final class Templates {
  private Templates() {}

  static native TemplateInstance front(PageFrame frame, List<DemoVisitor> visitors);

  static native TemplateInstance definitions(
      PageFrame frame, List<Definition> definitions, int version);

  static native TemplateInstance signedOut(PageFrame frame);

  static native TemplateInstance problem(
      PageFrame frame, int status, String detail, List<String> places, String traceId);

  static native TemplateInstance board(PageFrame frame, BoardPage page);

  static native TemplateInstance huddle(PageFrame frame, HuddlePage page);

  static native TemplateInstance request(PageFrame frame, RequestPage page);

  static native TemplateInstance scorecard(
      PageFrame frame,
      Scorecard card,
      List<ScorecardPeriod.Choice> periods,
      List<Picture> pictures,
      List<PageFrame.PageLink> places);

  static native TemplateInstance noFigures(PageFrame frame);
}
