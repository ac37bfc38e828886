package care.andon.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The name of each event type in the API and in the database, such as {@code promise_missed}. */
public final class EventTypes {
  private static final Map<String, Class<? extends RequestEvent>> BY_NAME =
      Arrays.stream(RequestEvent.class.getPermittedSubclasses())
          .<Class<? extends RequestEvent>>map(type -> type.asSubclass(RequestEvent.class))
          .collect(Collectors.toUnmodifiableMap(EventTypes::snakeCase, Function.identity()));

  private static final ClassValue<String> NAMES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          return snakeCase(type);
        }
      };

  private EventTypes() {}

  /** Returns the name of a type. */
  public static String nameOf(Class<? extends RequestEvent> type) {
    return NAMES.get(type);
  }

  private static String snakeCase(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /** Returns the type with that name. Empty if there is none. */
  public static Optional<Class<? extends RequestEvent>> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** All types, by name. */
  public static Map<String, Class<? extends RequestEvent>> all() {
    return BY_NAME;
  }
}
