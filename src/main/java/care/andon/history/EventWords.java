package care.andon.history;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the free text of events: the components with {@link Words}. */
public final class EventWords {
  private static final ClassValue<List<Place>> PLACES =
      new ClassValue<>() {
        @Override
        protected List<Place> computeValue(Class<?> type) {
          return placesIn(type);
        }
      };

  private EventWords() {}

  /**
   * A component with free text.
   *
   * @param path a JSON pointer into the event's data
   * @param accessors lead from the event to the component
   */
  private record Place(String path, List<Method> accessors) {
    Place within(Method accessor) {
      return new Place(
          "/" + accessor.getName() + path,
          Stream.concat(Stream.of(accessor), accessors.stream()).toList());
    }

    @Nullable String text(RequestEvent event) {
      @Nullable Object value = event;
      for (var accessor : accessors) {
        value = value == null ? null : call(accessor, value);
      }
      return (String) value;
    }
  }

  /** Returns the paths of a type, in the order of its components. */
  static List<String> paths(Class<? extends RequestEvent> type) {
    return PLACES.get(type).stream().map(Place::path).toList();
  }

  /** Returns the free text of an event by path. A path is a JSON pointer into the event's data. */
  public static Map<String, String> of(RequestEvent event) {
    var words = new LinkedHashMap<String, String>();
    for (var place : PLACES.get(event.getClass())) {
      var text = place.text(event);
      if (text != null) {
        words.put(place.path(), text);
      }
    }
    return words;
  }

  private static List<Place> placesIn(Class<?> type) {
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents())
            .flatMap(
                component ->
                    component.isAnnotationPresent(Words.class)
                        ? Stream.of(new Place("", List.of()).within(component.getAccessor()))
                        : placesIn(component.getType()).stream()
                            .map(place -> place.within(component.getAccessor())))
            .toList()
        : List.of();
  }

  private static @Nullable Object call(Method accessor, Object of) {
    try {
      return accessor.invoke(of);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
