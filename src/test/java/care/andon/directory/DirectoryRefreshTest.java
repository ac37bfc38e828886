package care.andon.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.directory.oncall.Person;
import care.andon.kernel.PersonId;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DirectoryRefreshTest {
  private static final UUID NEW = UUID.fromString("00000000-0000-7000-8000-00000000d1d1");

  @Inject Directory directory;
  @Inject DataSource database;

  @AfterEach
  void forget() throws SQLException {
    sql("delete from shift where id = '" + NEW + "'");
    sql("delete from person where id = '" + NEW + "'");
    directory.refresh();
  }

  @Test
  void a_change_by_anybody_is_seen_after_a_refresh() throws SQLException {
    sql("insert into person (id, username, name, title) values ('" + NEW + "', 'new', 'N', 'T')");
    assertThat(directory.person(new PersonId(NEW))).isEmpty();

    directory.refresh();

    assertThat(directory.person(new PersonId(NEW))).map(Person::username).contains("new");
  }

  @Test
  void nothing_is_loaded_again_while_nothing_changed() {
    directory.refresh();
    var before = directory.snapshot();

    directory.refresh();

    assertThat(directory.snapshot()).isSameAs(before);
  }

  @Test
  void when_only_the_roster_changed_people_are_not_read_again() throws SQLException {
    directory.refresh();
    var before = directory.snapshot();

    sql(
        """
        insert into shift (id, facility_id, tier, person_id, starts, ends, time_zone)
        select '%s', facility.id, 2, person.id, '2170-01-01 08:00', '2170-01-01 09:00', 'UTC'
        from facility, person
        where facility.code = 'LAKESIDE' and person.username = 'omar.ortiz'
        """
            .formatted(NEW));
    directory.refresh();

    var after = directory.snapshot();
    assertThat(after.rosterVersion()).isGreaterThan(before.rosterVersion());
    assertThat(after.version()).isEqualTo(before.version());
    assertThat(after.people()).isSameAs(before.people());
  }

  @ParameterizedTest
  @ValueSource(strings = {"andon.directory.refresh", "andon.policies.refresh"})
  void looking_every_five_seconds_is_the_default(String interval) throws IOException {
    var inProduction =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withProfile("prod")
            .withSources(
                new PropertiesConfigSource(
                    Directory.class.getResource("/application.properties"), 100))
            .build();

    assertThat(inProduction.getConfigValue(interval).getValue()).isEqualTo("5s");
  }

  @Test
  void the_database_refuses_somebody_on_call_for_a_team_they_are_not_in() {
    assertThatThrownBy(
            () ->
                sql(
                    """
                    insert into on_call
                      (id, facility_id, team_id, person_id, days, from_time, to_time)
                    select gen_random_uuid(), team.facility_id, team.id, person.id, '{1}',
                      '07:00', '19:00'
                    from team, person
                    where team.code = 'supply-chain' and person.username = 'nina.patel'
                    """))
        .hasMessageContaining("on_call_for_a_team_is_its_member");
  }

  @Test
  void the_database_refuses_two_directory_versions() {
    assertThatThrownBy(() -> sql("insert into directory_version (version) values (7)"))
        .hasMessageContaining("directory_version");
  }

  private void sql(String statement) throws SQLException {
    try (var connection = database.getConnection();
        var change = connection.createStatement()) {
      change.execute(statement);
    }
  }
}
