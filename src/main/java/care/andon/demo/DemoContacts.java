package care.andon.demo;

import care.andon.channel.Channels;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Gives the people of the demo hospital an e-mail address each, unless the database has a contact
 * already. Without a contact they could not be reached, and each escalation would go to the top at
 * once. The messages go to {@code /dev/outbox}.
 */
@ApplicationScoped
@IfBuildProfile("dev")
class DemoContacts {
  /** After {@link DemoHospital} has added the people. */
  private static final int SECOND = 200;

  private static final String ADD =
      """
      insert into contact (id, person_id, kind, address, added_at, verified_at, codes_since)
      select gen_random_uuid(), id, ?, username || '@example.org', now(), now(), now()
      from person
      where not exists (select from contact)
      """;

  private final DataSource database;

  DemoContacts(DataSource database) {
    this.database = database;
  }

  void add(@Observes @Priority(SECOND) StartupEvent event) throws SQLException {
    try (var connection = database.getConnection();
        var add = connection.prepareStatement(ADD)) {
      add.setString(1, Channels.EMAIL);
      add.executeUpdate();
    }
  }
}
