package care.andon.request;

import care.andon.sla.Promises;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Transient;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/** Everything a request and its clocks hold, by name: what two of them are compared by. */
final class State {
  private State() {}

  static Map<String, String> of(SupportRequest request, Promises promises) {
    var state = fieldsOf(request, Set.of("clocks", "escalations"));
    for (var clock : request.clocks().inOrder()) {
      var name = clock.kind() + " " + clock.cycle();
      fieldsOf(clock, Set.of("key"))
          .forEach((field, value) -> state.put(name + " " + field, value));
      state.put(name, clock.clock(promises).toString());
    }
    for (var escalation : request.ladder().inOrder()) {
      fieldsOf(escalation, Set.of("key"))
          .forEach(
              (field, value) ->
                  state.put("escalation " + escalation.number() + " " + field, value));
    }
    return state;
  }

  private static Map<String, String> fieldsOf(Object object, Set<String> leftOut) {
    var fields = new TreeMap<String, String>();
    for (var field : object.getClass().getDeclaredFields()) {
      if (isState(field) && !leftOut.contains(field.getName())) {
        if (field.getType().isAnnotationPresent(Embeddable.class)) {
          fields.putAll(fieldsOf(value(field, object), Set.of()));
        } else {
          fields.put(field.getName(), text(value(field, object)));
        }
      }
    }
    return fields;
  }

  private static boolean isState(Field field) {
    return !Modifier.isStatic(field.getModifiers())
        && !field.getName().startsWith("$")
        && !field.isAnnotationPresent(Transient.class)
        // The askers: they are rows of their own, of which the history says nothing.
        && !field.isAnnotationPresent(Formula.class);
  }

  private static String text(@Nullable Object value) {
    return value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value);
  }

  private static Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
