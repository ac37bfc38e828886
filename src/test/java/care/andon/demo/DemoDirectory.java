package care.andon.demo;

import care.andon.platform.text.Json;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.StartupEvent;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Lets tests put the demo hospital into a database of a service that does not know it. */
public final class DemoDirectory {
  private static final int WEEKS = 53;

  private DemoDirectory() {}

  /** Fills the directory if it is empty; the service's migrations must have run. */
  public static void fill(DataSource database) throws SQLException {
    hospital(database).fill(new StartupEvent());
  }

  /** Fills an empty directory with the first facility alone, which takes a moment only. */
  public static void fillOneFacility(DataSource database) throws SQLException {
    try (var connection = database.getConnection()) {
      DemoHospital.fill(connection, hospital(database).hospital());
    }
  }

  private static DemoHospital hospital(DataSource database) {
    var json = JsonMapper.builder().findAndAddModules().build();
    new Json().customize(json);
    return new DemoHospital(database, json, WEEKS);
  }
}
