package care.andon.pages.engine;

/**
 * A part of a picture. Its look is a class of the style sheet: the policy of the pages allows no
 * style in the document.
 */
public sealed interface Shape {
  /** Returns the element of SVG. */
  String svg();

  /** A straight line. */
  record Line(double x1, double y1, double x2, double y2, String css) implements Shape {
    @Override
    public String svg() {
      return "<line class=\"%s\" x1=\"%s%%\" y1=\"%s\" x2=\"%s%%\" y2=\"%s\"/>"
          .formatted(css, Decimal.of(x1), Decimal.of(y1), Decimal.of(x2), Decimal.of(y2));
    }
  }

  /** A bar whose left upper corner is given. */
  record Bar(double x, double y, double width, double height, String css) implements Shape {
    @Override
    public String svg() {
      return "<rect class=\"%s\" x=\"%s%%\" y=\"%s\" width=\"%s%%\" height=\"%s\"/>"
          .formatted(
              css,
              Decimal.of(x),
              Decimal.of(y),
              Decimal.of(Math.max(0, width)),
              Decimal.of(height));
    }
  }

  /**
   * A line or area through points, stretched to the width. Lines keep their thickness if the style
   * sheet says {@code vector-effect: non-scaling-stroke}.
   *
   * @param d from {@link Paths}
   * @param height of the picture in pixels
   */
  record Curve(String d, double height, String css) implements Shape {
    @Override
    public String svg() {
      return ("<svg width=\"100%%\" height=\"%s\" viewBox=\"0 0 100 %s\""
              + " preserveAspectRatio=\"none\"><path class=\"%s\" d=\"%s\"/></svg>")
          .formatted(Decimal.of(height), Decimal.of(height), css, d);
    }
  }

  /** A symbol around a position. Different symbols say what different colours say. */
  record Mark(double x, double y, Symbol symbol, String css) implements Shape {
    @Override
    public String svg() {
      return "<svg class=\"mark\" x=\"%s%%\" y=\"%s\"><path class=\"%s\" d=\"%s\"/></svg>"
          .formatted(Decimal.of(x), Decimal.of(y), css, symbol.path());
    }
  }

  /** Which end of a text lies at its position. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** A text on a line of its own, on the line {@code y}. */
  record Label(double x, double y, Anchor anchor, String text, String css) implements Shape {
    @Override
    public String svg() {
      return "<text class=\"%s %s\" x=\"%s%%\" y=\"%s\">%s</text>"
          .formatted(
              css,
              switch (anchor) {
                case START -> "start";
                case MIDDLE -> "middle";
                case END -> "end";
              },
              Decimal.of(x),
              Decimal.of(y),
              escaped(text));
    }

    private static String escaped(String text) {
      return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
  }

  /** What a mark looks like. */
  enum Symbol {
    DOT("M-4 0A4 4 0 1 0 4 0A4 4 0 1 0-4 0Z"),
    SQUARE("M-4-4H4V4H-4Z"),
    DIAMOND("M0-6.5 6.5 0 0 6.5-6.5 0Z"),
    TRIANGLE("M0-5.5 5.5 4.5H-5.5Z"),
    LINE("M-7 0H7");

    private final String path;

    Symbol(String path) {
      this.path = path;
    }

    /** Returns its outline around 0, 0, as the attribute {@code d} of SVG. */
    public String path() {
      return path;
    }
  }
}
