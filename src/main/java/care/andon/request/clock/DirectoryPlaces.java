package care.andon.request.clock;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.directory.Team;
import care.andon.directory.Unit;
import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.sla.PolicyPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The directory, as policies ask for it. */
@ApplicationScoped
class DirectoryPlaces implements PolicyPlaces {
  private final Directory directory;

  DirectoryPlaces(Directory directory) {
    this.directory = directory;
  }

  @Override
  public Optional<FacilityId> facility(String idOrCode) {
    return directory.facility(idOrCode).map(Facility::id);
  }

  @Override
  public Optional<UnitId> unit(String idOrCode) {
    return directory.unit(idOrCode).map(Unit::id);
  }

  @Override
  public Optional<TeamId> team(String idOrCode) {
    return directory.team(idOrCode).map(Team::id);
  }

  @Override
  public Optional<FacilityId> facilityOf(UnitId unit) {
    return directory.unit(unit).map(Unit::facility);
  }

  @Override
  public Set<FacilityId> facilities() {
    return directory.snapshot().facilities().stream()
        .map(Facility::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String codeOf(FacilityId facility) {
    return directory.facility(facility).map(Facility::code).orElseGet(facility::toString);
  }

  @Override
  public String codeOf(UnitId unit) {
    return directory.unit(unit).map(Unit::code).orElseGet(unit::toString);
  }

  @Override
  public String codeOf(TeamId team) {
    return directory.team(team).map(Team::code).orElseGet(team::toString);
  }
}
