package care.andon.request.asker;

import care.andon.kernel.PersonId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The askers of one request, by their numbers. */
public record Askers(List<Asker> all) {
  /** The askers of a request that was rebuilt from its history alone. */
  public static final Askers NONE = new Askers(List.of());

  /** The askers of a request as one text, for a {@code select} from {@code support_request}. */
  public static final String COLUMN =
      "(select string_agg("
          + "concat(asker.number, ':', asker.on_behalf, ':', asker.person_id, ':', asker.tag), ','"
          + " order by asker.number) from request_asker asker where asker.request_id = id)";

  private static final int PARTS = 4;

  public Askers {
    all = List.copyOf(all);
  }

  /** Reads the value of {@link #COLUMN}. */
  public static Askers parse(@Nullable String text) {
    return text == null
        ? NONE
        : new Askers(Arrays.stream(text.split(",", -1)).map(Askers::asker).toList());
  }

  private static Asker asker(String text) {
    var parts = text.split(":", PARTS);
    return new Asker(
        Integer.parseInt(parts[0]),
        parts[2].isEmpty() ? null : new PersonId(UUID.fromString(parts[2])),
        parts[3].isEmpty() ? null : parts[3],
        parts[1].equals("t"));
  }

  /** Returns the number of the caller. Empty if they did not ask. */
  public Optional<Integer> numberOf(AskerIdentity caller) {
    return all.stream().filter(caller::is).map(Asker::number).findFirst();
  }

  /** Whether the caller is one of the askers. */
  public boolean include(AskerIdentity caller) {
    return all.stream().anyMatch(caller::is);
  }

  /** Returns the asker of this number. Empty if they are anonymous to the viewer. */
  public Optional<PersonId> person(int number, AskerIdentity viewer) {
    return all.stream()
        .filter(asker -> asker.number() == number)
        .findFirst()
        .flatMap(viewer::recognise);
  }

  /** Returns who filed the request. Empty if they are anonymous to the viewer. */
  public Optional<PersonId> requester(AskerIdentity viewer) {
    return person(Asker.FIRST, viewer);
  }

  /**
   * Returns for whom it was filed. Empty if for the person who filed it, or if anonymous to the
   * viewer.
   */
  public Optional<PersonId> onBehalfOf(AskerIdentity viewer) {
    return all.stream().filter(Asker::onBehalf).findFirst().flatMap(viewer::recognise);
  }
}
