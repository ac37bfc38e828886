package care.andon.support;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A JSON object under construction. Properties keep their order. */
public final class Body extends LinkedHashMap<String, Object> {
  private static final long serialVersionUID = 1L;

  public static Body of(String property, @Nullable Object value) {
    return new Body().with(property, value);
  }

  /** Returns this object with one property added or replaced. */
  public Body with(String property, @Nullable Object value) {
    put(property, value);
    return this;
  }

  /** Returns a copy. */
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
