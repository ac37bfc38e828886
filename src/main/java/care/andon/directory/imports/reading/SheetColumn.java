package care.andon.directory.imports.reading;

import jakarta.validation.constraints.NotNull;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * A column of a sheet: a component of its row.
 *
 * @param title name in the CSV header, and of the JSON property
 */
public record SheetColumn(String title, boolean isRequired, RecordComponent component) {
  static SheetColumn of(RecordComponent component) {
    var isRequired = component.getAccessor().isAnnotationPresent(NotNull.class);
    return new SheetColumn(component.getName(), isRequired, component);
  }

  @Nullable Object value(Record row) {
    try {
      return component.getAccessor().invoke(row);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
