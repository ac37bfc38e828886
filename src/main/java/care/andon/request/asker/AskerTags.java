package care.andon.request.asker;

import care.andon.directory.oncall.Person;
import care.andon.kernel.Visibility;
import care.andon.platform.identity.Caller;
import care.andon.platform.keys.Tags;
import care.andon.platform.text.Usernames;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The tags of anonymous askers. A tag is made of the username and a key outside the database. So
 * the service recognises an asker who comes back, and nobody else can tell who it is without the
 * key.
 */
@ApplicationScoped
public class AskerTags {
  private static final String ASKER = "asker";

  private final Tags tags;

  AskerTags(Tags tags) {
    this.tags = tags;
  }

  /** Returns how a caller is recognised, also under earlier keys. */
  public AskerIdentity identity(Caller caller, @Nullable Person person) {
    return new AskerIdentity(
        person == null ? null : person.id(),
        tags.keys().stream().map(key -> tag(key, caller.username())).toList());
  }

  /**
   * Returns the askers of a new request.
   *
   * @param onBehalfOf for whom it is filed; null if the person who files it asks for themselves
   */
  public Askers of(Visibility visibility, Person requester, @Nullable Person onBehalfOf) {
    var askers = new ArrayList<Asker>();
    askers.add(asker(Asker.FIRST, visibility, requester, requester.equals(onBehalfOf)));
    if (onBehalfOf != null && !onBehalfOf.equals(requester)) {
      askers.add(asker(Asker.FIRST + 1, visibility, onBehalfOf, true));
    }
    return new Askers(askers);
  }

  private Asker asker(int number, Visibility visibility, Person person, boolean onBehalf) {
    return visibility == Visibility.ANONYMOUS
        ? new Asker(number, null, tag(person.username()), onBehalf)
        : new Asker(number, person.id(), null, onBehalf);
  }

  /** Returns the tag of a username by the present primary key. */
  String tag(String username) {
    return tag(key(), username);
  }

  /** The id of the present primary key. */
  int key() {
    return tags.primary();
  }

  private String tag(int key, String username) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(tags.tag(key, ASKER, Usernames.key(username)));
  }
}
