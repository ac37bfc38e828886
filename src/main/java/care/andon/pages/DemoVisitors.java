package care.andon.pages;

import java.util.List;

/** The people of the demo hospital who are offered on the front page. None in production. */
public interface DemoVisitors {

  /** Returns a few people, one for each kind of reader. */
  List<DemoVisitor> few();
}
