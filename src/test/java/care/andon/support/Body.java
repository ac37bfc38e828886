package care.andon.support;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A JSON object in the making; properties keep the order they were given in. */
public final class Body extends LinkedHashMap<String, Object> {
  private static final long serialVersionUID = 1L;

  public static Body of(String property, @Nullable Object value) {
    return new Body().with(property, value);
  }

  /** This and one more property, or another value for one it has. */
  public Body with(String property, @Nullable Object value) {
    put(property, value);
    return this;
  }

  /** Another one that says the same so far. */
  public Body copy() {
    var copy = new Body();
    copy.putAll(this);
    return copy;
  }

  public Body without(String property) {
    remove(property);
    return this;
  }
}
