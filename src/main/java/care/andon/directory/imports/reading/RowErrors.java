package care.andon.directory.imports.reading;

import care.andon.platform.problem.Problem.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong in the row that is being read. A value that is not valid is a rejection. A JSON
 * object of another shape is an error of the document.
 */
final class RowErrors {
  /** Most errors of a document. */
  static final int MOST = 100;

  /** A column, a code and what to send instead. */
  private record Fault(String column, String code, String reason) {}

  private final boolean isJson;
  private final List<FieldError> malformed;
  private final Map<Object, Object> shared = new HashMap<>();
  private final Set<String> sent = new HashSet<>();
  private List<Fault> faults = new ArrayList<>();
  private ImportSheet sheet = ImportSheet.FACILITIES;
  private String pointer = "";

  /**
   * @param malformed collects the errors of the document; null for CSV
   */
  RowErrors(@Nullable List<FieldError> malformed) {
    isJson = malformed != null;
    this.malformed = malformed == null ? new ArrayList<>() : malformed;
  }

  boolean isJson() {
    return isJson;
  }

  /** Forgets the row before. */
  void begin(ImportSheet rowSheet, @Nullable String rowPointer) {
    sheet = rowSheet;
    pointer = rowPointer == null ? "" : rowPointer;
    faults = new ArrayList<>();
    sent.clear();
  }

  void sent(String column) {
    sent.add(column);
  }

  void reject(String column, String code, String reason) {
    faults.add(new Fault(column, code, reason));
  }

  /** Reports an error of the document; further ones than the first hundred are dropped. */
  void malformed(String place, String code, String advice) {
    if (malformed.size() < MOST) {
      malformed.add(new FieldError(pointer + place, code, advice));
    }
    if (!place.isEmpty()) {
      faults.add(new Fault(place.substring(1), "", ""));
    }
  }

  void unknownProperty() {
    malformed(
        "",
        "unknown_property",
        "Unknown property; remove it. Known: " + String.join(", ", sheet.titles()));
  }

  /** Equal values once: a year of shifts repeats the same few people and times. */
  @SuppressWarnings("unchecked") // equal values are of one type
  <T> @Nullable T shared(@Nullable T value) {
    return value == null ? null : (T) shared.computeIfAbsent(value, it -> it);
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  /** Takes a violated rule, unless the cell was rejected before. */
  void add(ConstraintViolation<?> violation) {
    var column = violation.getPropertyPath().toString();
    if (faults.stream().anyMatch(fault -> fault.column.equals(column))) {
      return;
    }
    var message = violation.getMessage();
    var annotation = violation.getConstraintDescriptor().getAnnotation();
    if (annotation instanceof NotNull) {
      require(column, message);
    } else if (annotation instanceof WholeRoster) {
      var parts = message.split(": ", 2);
      reject(column, parts[0], parts[1]);
    } else {
      reject(column, "not_valid", message);
    }
  }

  /** A property that is absent is an error of the document; an empty cell is a rejection. */
  private void require(String column, String advice) {
    if (isJson && !sent.contains(column)) {
      malformed("/" + column, "required", advice);
    } else {
      reject(column, "required", advice);
    }
  }

  /** The columns without a valid value. */
  Set<String> columns() {
    var columns = new HashSet<String>();
    faults.forEach(fault -> columns.add(fault.column));
    return columns.isEmpty() ? Set.of() : columns;
  }

  /** The rejections of a line, in the order of its columns. */
  List<Rejection> rejections(ImportLine line) {
    var order = sheet.titles();
    return faults.stream()
        .filter(fault -> !fault.code.isEmpty())
        .sorted(Comparator.comparingInt(fault -> order.indexOf(fault.column)))
        .map(fault -> Rejection.at(line, fault.column, fault.code, fault.reason))
        .toList();
  }
}
