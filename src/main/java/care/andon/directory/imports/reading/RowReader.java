package care.andon.directory.imports.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Validator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads rows by Jackson and checks them by Bean Validation. */
public final class RowReader {
  private final ObjectMapper mapper;
  private final Validator validator;

  public RowReader(ObjectMapper json, Validator validator) {
    this.validator = validator;
    mapper =
        json.copy()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // the next object follows
            .registerModule(Cells.module())
            .addHandler(new UnknownProperties());
  }

  ObjectNode emptyRow() {
    return mapper.createObjectNode();
  }

  JsonParser parser(java.io.Reader text) throws IOException {
    return mapper.getFactory().createParser(text);
  }

  JsonParser parser(ObjectNode cells) {
    return mapper.treeAsTokens(cells);
  }

  /** The row at which the parser stands. */
  Record read(ImportSheet sheet, JsonParser cells, RowErrors errors) throws IOException {
    Record row =
        mapper.readerFor(sheet.row()).withAttribute(RowErrors.class, errors).readValue(cells);
    validator.validate(row).forEach(errors::add);
    if (errors.isEmpty()) {
      validator.validate(row, WholeRoster.Row.class).forEach(errors::add);
    }
    return row;
  }

  /** Reports properties that a row does not have. */
  private static final class UnknownProperties extends DeserializationProblemHandler {
    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser parser,
        @Nullable JsonDeserializer<?> deserializer,
        Object row,
        String name)
        throws IOException {
      var errors = (RowErrors) context.getAttribute(RowErrors.class);
      errors.unknownProperty();
      parser.skipChildren();
      return true;
    }
  }
}
