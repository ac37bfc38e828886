package care.andon.routing;

import care.andon.directory.CategoryOwner;
import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Post;
import care.andon.kernel.Category;
import care.andon.routing.engine.Backup;
import care.andon.routing.engine.Condition;
import care.andon.routing.engine.Decision;
import care.andon.routing.engine.RequestFacts;
import care.andon.routing.engine.Router;
import care.andon.routing.engine.RoutingRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Decides who has a request, from the directory in memory; never asks the database. */
@ApplicationScoped
public class Routing {
  private final Directory directory;
  private volatile Prepared prepared = prepare(DirectorySnapshot.empty());

  Routing(Directory directory) {
    this.directory = directory;
  }

  /** Who has a request with these facts, at the instant they name. */
  public Decision decide(RequestFacts facts) {
    var current = current();
    return current.router().route(facts, current.roster());
  }

  /** The rules of one state of the directory, so that they need not be made for every request. */
  private record Prepared(DirectorySnapshot snapshot, Router router, DirectoryRoster roster) {}

  private Prepared current() {
    var snapshot = directory.snapshot();
    var current = prepared;
    if (current.snapshot() != snapshot) {
      current = prepare(snapshot);
      prepared = current;
    }
    return current;
  }

  private static Prepared prepare(DirectorySnapshot snapshot) {
    return new Prepared(snapshot, new Router(rules(snapshot)), new DirectoryRoster(snapshot));
  }

  /** What nobody owns goes where "something else" goes: to the triage desk. */
  private static List<RoutingRule> rules(DirectorySnapshot snapshot) {
    var owned =
        snapshot.owners().stream()
            .map(
                owner ->
                    rule(
                        new Condition.CategoryAt(owner.facility(), owner.category()),
                        owner,
                        snapshot));
    var rest =
        snapshot.owners().stream()
            .filter(owner -> owner.category() == Category.OTHER)
            .map(owner -> rule(new Condition.AnythingAt(owner.facility()), owner, snapshot));
    return Stream.concat(owned, rest).toList();
  }

  private static RoutingRule rule(Condition when, CategoryOwner owner, DirectorySnapshot snapshot) {
    return new RoutingRule(
        when,
        owner.team(),
        snapshot.team(owner.team()).orElseThrow().name(),
        owner.backups().stream().map(post -> backup(post, snapshot)).toList(),
        owner.alsoTell().stream().map(DirectoryRoster::backup).toList(),
        owner.waitsForBusinessDay());
  }

  private static Backup backup(Post post, DirectorySnapshot snapshot) {
    return switch (post) {
      case Post.OfFacility ofFacility -> DirectoryRoster.backup(ofFacility);
      case Post.OfTeam ofTeam ->
          new Backup.OtherTeam(ofTeam.team(), snapshot.team(ofTeam.team()).orElseThrow().name());
    };
  }
}
