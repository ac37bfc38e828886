package care.andon.pages.picture;

import care.andon.pages.engine.Shape;
import care.andon.pages.engine.Shape.Symbol;
import io.quarkus.qute.RawString;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A picture with everything that stands around it.
 *
 * @param id unique on its page; letters, digits and hyphens
 * @param finding what the picture shows, as a sentence
 * @param about what the numbers are
 * @param height in pixels; 0 for no picture, because there are no data
 * @param source the address of the same numbers below {@code /api/v1}, with its query
 */
public record Picture(
    String id,
    String finding,
    String about,
    int height,
    List<Shape> shapes,
    List<Sign> keys,
    Table table,
    String source) {

  public Picture {
    shapes = List.copyOf(shapes);
    keys = List.copyOf(keys);
  }

  /** What a symbol or colour means. */
  public record Sign(Symbol symbol, String css, String meaning) {
    /** Returns the symbol as SVG. */
    public String path() {
      return symbol.path();
    }
  }

  /** The numbers behind the picture, as texts. */
  public record Table(List<String> header, List<List<String>> rows) {
    public Table {
      header = List.copyOf(header);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** Whether there is something to draw. */
  public boolean isDrawn() {
    return height > 0;
  }

  /** Returns all shapes as SVG; their texts are escaped. */
  public RawString svg() {
    return new RawString(shapes.stream().map(Shape::svg).collect(Collectors.joining("\n")));
  }

  /**
   * Returns the address of the same numbers as CSV for a browser, which cannot ask the API for CSV:
   * {@code /pages/metrics/series.csv?...} has what {@code /api/v1/metrics/series?...} answers with
   * {@code Accept: text/csv}.
   */
  public String csv() {
    var query = source.indexOf('?');
    return query < 0
        ? "/pages" + source + ".csv"
        : "/pages" + source.substring(0, query) + ".csv" + source.substring(query);
  }
}
