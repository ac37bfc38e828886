package care.andon.request;

import care.andon.sla.Promises;
import jakarta.persistence.Transient;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
        fields.put(field.getName(), text(field, object));
      }
    }
    return fields;
  }

  private static boolean isState(Field field) {
    return !Modifier.isStatic(field.getModifiers())
        && !field.getName().startsWith("$")
        && !field.isAnnotationPresent(Transient.class);
  }

  private static String text(Field field, Object object) {
    try {
      field.setAccessible(true);
      var value = field.get(object);
      return value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
