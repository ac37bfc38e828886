package care.andon.request.query;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.directory.PersonName;
import care.andon.directory.Team;
import care.andon.directory.Unit;
import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.AssigneeLeft;
import care.andon.history.RequestEvent.AttendedAgain;
import care.andon.history.RequestEvent.Escalated;
import care.andon.history.RequestEvent.GivenBack;
import care.andon.history.RequestEvent.HandedOver;
import care.andon.history.RequestEvent.LeftUnattended;
import care.andon.history.RequestEvent.PersonNotReached;
import care.andon.history.RequestEvent.Routed;
import care.andon.history.RequestEvent.RoutedAgain;
import care.andon.history.RequestEvent.Taken;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Id;
import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names the people, teams, units and facilities whose ids are in the data of an event. */
record HistoryNames(Directory directory) {

  /** Returns the names by id, in the order of the data; empty if there is no id. */
  Map<String, String> of(Object data) {
    var names = new LinkedHashMap<String, String>();
    ids(data)
        .filter(Objects::nonNull)
        .forEach(id -> name(id).ifPresent(name -> names.put(id.value().toString(), name)));
    return names;
  }

  private static Stream<@Nullable Id> ids(Object data) {
    return switch (data) {
      case HistoryView.OpenedView opened ->
          Stream.concat(
              Stream.of(opened.facility(), opened.unit(), opened.requester(), opened.onBehalfOf()),
              ids(opened.routed()));
      case RequestEvent event -> idsOf(event);
      default -> Stream.of();
    };
  }

  private static Stream<@Nullable Id> idsOf(RequestEvent event) {
    return switch (event) {
      case RoutedAgain(var routed) -> ids(routed);
      case Assigned(var team, var assignee, var reason) -> Stream.of(team, assignee);
      case Taken taken -> Stream.of(taken.team());
      case GivenBack back -> Stream.of(back.team(), back.to());
      case HandedOver over -> Stream.of(over.team(), over.to());
      case LeftUnattended left -> Stream.of(left.assignee());
      case AttendedAgain again -> Stream.of(again.assignee());
      case AssigneeLeft left -> Stream.of(left.person(), left.team(), left.assignee());
      case Escalated escalated -> escalated.to().stream().map(Id.class::cast);
      case PersonNotReached(_, var person, _) -> Stream.of(person);
      default -> Stream.of();
    };
  }

  private static Stream<@Nullable Id> ids(Routed routed) {
    var ids = new ArrayList<@Nullable Id>();
    ids.add(routed.team());
    ids.add(routed.person());
    ids.addAll(routed.alsoTell());
    var reasons = routed.reasons();
    if (reasons != null) {
      for (var stop : reasons.stops()) {
        ids.add(stop.team());
        stop.people().forEach(considered -> ids.add(considered.person()));
      }
    }
    return ids.stream();
  }

  private Optional<String> name(Id id) {
    return switch (id) {
      case PersonId person -> Optional.of(PersonName.of(person, directory).name());
      case TeamId team -> directory.team(team).map(Team::name);
      case UnitId unit -> directory.unit(unit).map(Unit::name);
      case FacilityId facility -> directory.facility(facility).map(Facility::name);
      case RequestId request -> Optional.empty();
    };
  }
}
