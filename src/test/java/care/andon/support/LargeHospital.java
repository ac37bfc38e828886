package care.andon.support;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * CSV files of a large hospital: a given number of people in forty teams, and a given number of
 * days with shifts for eight people per team. Codes begin with {@code large}.
 */
public record LargeHospital(int people, int days) {
  public static final String SOURCE = "large";
  public static final int TEAMS = 40;

  private static final int SHIFTS_A_DAY = 8;
  private static final LocalDate FIRST = LocalDate.parse("2027-01-01");

  public LargeHospital {
    if (people < 2 * TEAMS) {
      throw new IllegalArgumentException("A team has at least two people; send " + 2 * TEAMS);
    }
  }

  /** The number of lines in all files, without headers. */
  public int rows() {
    return 1 + TEAMS + 2 * people + TEAMS * days * SHIFTS_A_DAY;
  }

  /** The files by name, without {@code .csv}. */
  public Map<String, String> files() {
    var files = new LinkedHashMap<String, String>();
    files.put("facilities", "code,name,timeZone\nlarge-h,Large,America/Chicago\n");
    files.put("teams", teams());
    files.put("people", peopleFile());
    files.put("memberships", memberships());
    files.put("rosters", rosters());
    return files;
  }

  private static String teams() {
    var lines = new StringBuilder("facility,code,name\n");
    for (int team = 0; team < TEAMS; team++) {
      lines.append("large-h,large-t%d,Team %d\n".formatted(team, team));
    }
    return lines.toString();
  }

  private String peopleFile() {
    var lines = new StringBuilder("externalId,username,name,title\n");
    for (int i = 0; i < people; i++) {
      lines.append("P%d,large.p%d,Person %d,Technician\n".formatted(i, i, i));
    }
    return lines.toString();
  }

  private String memberships() {
    var lines = new StringBuilder("team,person,lead\n");
    for (int i = 0; i < people; i++) {
      lines.append("large-t%d,large.p%d,%s\n".formatted(i % TEAMS, i, i < TEAMS));
    }
    return lines.toString();
  }

  private String rosters() {
    var lines = new StringBuilder("externalId,team,person,starts,ends,exclusive\n");
    var ofTeam = people / TEAMS;
    for (int day = 0; day < days; day++) {
      for (int team = 0; team < TEAMS; team++) {
        for (int shift = 0; shift < SHIFTS_A_DAY; shift++) {
          var person = team + TEAMS * ((day * SHIFTS_A_DAY + shift) % ofTeam);
          var begins = FIRST.plusDays(day).atTime(shift * 3, 0);
          lines.append(
              "S%d-%d-%d,large-t%d,large.p%d,%s,%s,true\n"
                  .formatted(day, team, shift, team, person, begins, begins.plusHours(3)));
        }
      }
    }
    return lines.toString();
  }
}
