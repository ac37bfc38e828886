package care.andon.pages;

import care.andon.directory.Directory;
import care.andon.directory.Unit;
import care.andon.kernel.Role;
import care.andon.pages.PageFrame.PageLink;
import care.andon.platform.identity.Caller;
import care.andon.platform.identity.Identity;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the frame of a page for the signed-in person. */
@Singleton
class PageFrames {
  private static final String SCORECARD = "/pages/scorecard";
  private static final String DEFINITIONS = "/pages/definitions";

  private final Identity identity;
  private final Directory directory;

  PageFrames(Identity identity, Directory directory) {
    this.identity = identity;
    this.directory = directory;
  }

  PageFrame of(String title) {
    var caller = identity.caller();
    var name =
        directory
            .personByUsername(caller.username())
            .map(it -> it.name())
            .orElse(caller.username());
    var links = new ArrayList<PageLink>();
    if (!isWall(caller)) {
      links.add(new PageLink(SCORECARD, "Scorecard"));
      unit(caller).ifPresent(it -> links.add(new PageLink("/pages/units/" + it.code(), it.name())));
      if (seesHuddles(caller)) {
        links.add(new PageLink(huddles().getFirst().address(), "Huddle"));
      }
      links.add(new PageLink(DEFINITIONS, "Definitions"));
    }
    return new PageFrame(title, name, links, isWall(caller));
  }

  /** Returns the sheets of the caller's unit, of the facilities, and of the hospital. */
  List<PageLink> huddles() {
    var unit = unit(identity.caller());
    return Stream.of(
            unit.stream().map(it -> sheet("1?unit=" + it.code(), "Tier 1: " + it.name())),
            directory.snapshot().facilities().stream()
                .filter(it -> unit.isEmpty() || it.id().equals(unit.get().facility()))
                .map(it -> sheet("2?facility=" + it.code(), "Tier 2: " + it.name())),
            Stream.of(sheet("3", "Tier 3: the hospital")))
        .flatMap(it -> it)
        .toList();
  }

  private static PageLink sheet(String address, String words) {
    return new PageLink("/pages/huddles/" + address, words);
  }

  /** Returns the page on which the caller begins. */
  String home() {
    var caller = identity.caller();
    return unit(caller)
        .map(it -> "/pages/units/" + it.code())
        .orElse(isWall(caller) ? DEFINITIONS : SCORECARD);
  }

  /** Whether the account belongs to a screen on a wall and not to a person. */
  static boolean isWall(Caller caller) {
    return caller.is(Role.INTEGRATION);
  }

  private Optional<Unit> unit(Caller caller) {
    return Optional.ofNullable(caller.unit()).flatMap(directory::unit);
  }

  private static boolean seesHuddles(Caller caller) {
    return caller.is(Role.ADMINISTRATOR) || caller.is(Role.MANAGER) || caller.is(Role.AUDITOR);
  }
}
