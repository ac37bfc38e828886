package care.andon.directory.imports.reading;

import care.andon.platform.text.Text;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of one type. Never throws: an invalid cell is reported to the {@link RowErrors}
 * and read as null, so that one pass finds every error.
 */
final class CellReader<T> extends StdDeserializer<T> {
  /** First characters that make a spreadsheet read a cell as a formula. */
  private static final String BEGINS_A_FORMULA = "=+-@\t\r";

  /** An id in the source is in one row only. */
  private static final String ID = "externalId";

  private final String code;
  private final String advice;
  private final transient Function<String, @Nullable T> parsing;

  CellReader(Class<T> type, String code, String advice, Function<String, @Nullable T> parsing) {
    super(type);
    this.code = code;
    this.advice = advice;
    this.parsing = parsing;
  }

  @Override
  public @Nullable T deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    var errors = (RowErrors) context.getAttribute(RowErrors.class);
    var column = parser.currentName();
    errors.sent(column);
    var raw = raw(parser, errors, column);
    return raw == null ? null : read(raw, errors, column);
  }

  private @Nullable T read(String raw, RowErrors errors, String column) {
    var text = raw.strip();
    if ((isFormula(raw) || isFormula(text)) && !mayBeginWithPlus(text)) {
      errors.reject(column, "formula", "Send text that does not begin with = + - @ or a tab");
    } else if (text.isEmpty()) {
      return null;
    } else if (text.chars().anyMatch(Character::isISOControl) || !Text.isWellFormed(text)) {
      errors.reject(column, "bad_text", "Send text without control characters");
    } else {
      var value = parsing.apply(text);
      if (value == null) {
        errors.reject(column, code, advice);
      }
      return column.equals(ID) ? value : errors.shared(value);
    }
    return null;
  }

  private boolean mayBeginWithPlus(String text) {
    return handledType() == AddressCell.class && AddressCell.isPhoneNumber(text);
  }

  private static boolean isFormula(String text) {
    return !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
  }

  /** The cell as text; null if it is no text, flag, number or list, as its type requires. */
  private @Nullable String raw(JsonParser parser, RowErrors errors, String column)
      throws IOException {
    if (!errors.isJson()) {
      return parser.getText();
    }
    if (handledType() == Boolean.class) {
      return parser.currentToken().isBoolean()
          ? parser.getText()
          : wrong(parser, errors, column, "Send true or false");
    }
    if (handledType() == Integer.class) {
      return parser.hasToken(JsonToken.VALUE_NUMBER_INT) && parser.getTextLength() <= 9
          ? parser.getText()
          : wrong(parser, errors, column, "Send a whole number of at most nine digits");
    }
    return Collection.class.isAssignableFrom(handledType())
        ? words(parser, errors, column)
        : text(parser, errors, column);
  }

  private static @Nullable String text(JsonParser parser, RowErrors errors, String column)
      throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      return wrong(parser, errors, column, "Send a text in quotes");
    }
    return Text.isWellFormed(parser.getText())
        ? parser.getText()
        : wrong(
            parser, errors, column, "Send text without NUL characters and without lone surrogates");
  }

  /** The words of a list, with blanks between them. A blank within a word stays an error. */
  private static @Nullable String words(JsonParser parser, RowErrors errors, String column)
      throws IOException {
    if (!parser.hasToken(JsonToken.START_ARRAY)) {
      return wrong(parser, errors, column, "Send a list of texts");
    }
    var words = new ArrayList<String>();
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      var word = text(parser, errors, column + "/" + i);
      if (word != null) {
        words.add(word.replaceAll("\\s", "\u0001"));
      }
    }
    return String.join(" ", words);
  }

  private static @Nullable String wrong(
      JsonParser parser, RowErrors errors, String column, String advice) throws IOException {
    parser.skipChildren();
    errors.malformed("/" + column, "wrong_type", advice);
    return null;
  }
}
