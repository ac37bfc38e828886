package care.andon.platform.sql;

import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlParameters.SqlNull;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.sql.Template;
import org.jspecify.annotations.Nullable;

/**
 * Reads, inserts and updates rows of an entity outside the persistence context, by the columns and
 * converters of its mapping. Formulas are read and not written. So the fields of the entity are the
 * one place that names the columns.
 *
 * @param <T> an entity; its collections are neither read nor written
 */
public final class EntityRows<T> {
  private static final Map<Class<?>, String> SQL_TYPES =
      Map.of(
          String.class, "varchar",
          Integer.class, "int4",
          Long.class, "int8",
          Boolean.class, "bool",
          Instant.class, "timestamptz",
          UUID.class, "uuid");

  private final Class<T> type;
  private final EntityPersister entity;
  private final List<AttributeMapping> attributes = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();

  /** The columns and the formulas, in the order of the attributes. */
  private final List<String> selected = new ArrayList<>();

  private final String insert;
  private final String places;
  private final String update;
  private final int keys;

  public EntityRows(SessionFactory sessions, Class<T> type) {
    this.type = type;
    this.entity =
        sessions
            .unwrap(SessionFactoryImplementor.class)
            .getMappingMetamodel()
            .getEntityDescriptor(type);
    entity.getIdentifierMapping().forEachSelectable(this::add);
    this.keys = columns.size();
    entity.forEachAttributeMapping(
        attribute -> {
          if (!attribute.isPluralAttributeMapping()) {
            attributes.add(attribute);
            attribute.forEachSelectable(this::add);
          }
        });
    var names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    insert = "insert into " + entity.getIdentifierTableName() + " (" + names + ") values ";
    places = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    update =
        "update %s set %s where %s"
            .formatted(
                entity.getIdentifierTableName(),
                assignments(columns.subList(keys, columns.size()), ", "),
                assignments(columns.subList(0, keys), " and "));
  }

  private static String assignments(List<Column> columns, String separator) {
    return columns.stream()
        .map(column -> column.name() + " = ?")
        .collect(Collectors.joining(separator));
  }

  private void add(int index, SelectableMapping column) {
    if (column.isFormula()) {
      selected.add(column.getSelectionExpression());
    } else {
      columns.add(Column.of(column));
      selected.add(Template.TEMPLATE + "." + column.getSelectionExpression());
    }
  }

  /**
   * A column.
   *
   * @param sqlType of an array the type of its elements
   */
  private record Column(String name, String sqlType, SqlNull none) {
    static Column of(SelectableMapping mapping) {
      var type = mapping.getJdbcMapping().getJdbcJavaType().getJavaTypeClass();
      var sqlType = SQL_TYPES.get(type.isArray() ? type.getComponentType() : type);
      if (sqlType == null) {
        throw new IllegalArgumentException("No SQL type for " + type);
      }
      return new Column(mapping.getSelectionExpression(), sqlType, new SqlNull(sqlType));
    }

    Object parameter(@Nullable Object value) {
      return switch (value) {
        case null -> none;
        case Object[] elements -> new SqlArray(sqlType, List.of(elements));
        default -> value;
      };
    }
  }

  /**
   * All columns and formulas, for a {@code select}, in the order in which {@link #read} reads them.
   */
  public String columns(String table) {
    return String.join(", ", selected).replace(Template.TEMPLATE, table);
  }

  /** Reads the next {@link #columns} of the row; Hibernate does not manage the entity. */
  public T read(ResultRow row) throws SQLException {
    var instance = entity.getRepresentationStrategy().getInstantiator().instantiate();
    var id = entity.getIdentifierMapping();
    id.setIdentifier(instance, value(id, row), null);
    for (var attribute : attributes) {
      attribute.setValue(instance, value(attribute, row));
    }
    return type.cast(instance);
  }

  private static @Nullable Object value(ModelPart part, ResultRow row) throws SQLException {
    if (part instanceof EmbeddableValuedModelPart embedded) {
      var parts = embedded.getEmbeddableTypeDescriptor();
      var values = new @Nullable Object[parts.getNumberOfAttributeMappings()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(parts.getAttributeMapping(i), row);
      }
      return parts.getRepresentationStrategy().getInstantiator().instantiate(() -> values);
    }
    var mapping = part.getSingleJdbcMapping();
    return mapping.convertToDomainValue(
        row.valueOrNull(mapping.getJdbcJavaType().getJavaTypeClass()));
  }

  /** Adds one {@code insert} of all these entities; none if there are none. */
  public void insert(SqlBatch batch, List<T> entities) {
    if (entities.isEmpty()) {
      return;
    }
    var rows = String.join(", ", Collections.nCopies(entities.size(), places));
    batch.add(insert + rows, entities.stream().flatMap(it -> values(it).stream()).toArray());
  }

  /** Adds an {@code update} of all columns of the row with the key of this entity. */
  public void update(SqlBatch batch, T entity) {
    var values = new ArrayList<>(values(entity));
    Collections.rotate(values, -keys);
    batch.add(update, values.toArray());
  }

  /** What the row of the entity holds, column by column. Rows that hold the same are equal. */
  public List<Object> values(T entity) {
    var values = new ArrayList<Object>(columns.size());
    var id = this.entity.getIdentifierMapping();
    add(values, id, id.getIdentifier(entity));
    attributes.stream()
        .filter(attribute -> !isFormula(attribute))
        .forEach(attribute -> add(values, attribute, attribute.getValue(entity)));
    return values;
  }

  private static boolean isFormula(AttributeMapping attribute) {
    return attribute instanceof SelectableMapping column && column.isFormula();
  }

  private void add(List<Object> values, ModelPart part, @Nullable Object value) {
    part.breakDownJdbcValues(
        value,
        (_, column, mapping) -> values.add(columns.get(values.size()).parameter(column)),
        null);
  }
}
