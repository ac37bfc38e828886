package care.andon.metrics.form;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the rows of a figure are grouped by. */
@Schema(name = "FigureGroup")
public enum FigureGroup {
  WEEK(Constants.FACILITY, "to_char(:at at time zone group_facility.time_zone, 'IYYY-\"W\"IW')"),
  FACILITY(Constants.FACILITY, "group_facility.code"),
  UNIT("join unit group_unit on group_unit.id = request.unit_id", "group_unit.code"),
  TEAM("left join team group_team on group_team.id = :team", "group_team.code"),
  CATEGORY("", "request.category"),
  BAND(
      Constants.FACILITY,
      """
      case
        when extract(isodow from request.asked_at at time zone group_facility.time_zone) >= 6
          then 'weekend'
        when (request.asked_at at time zone group_facility.time_zone)::time >= '07:00'
          and (request.asked_at at time zone group_facility.time_zone)::time < '19:00'
          then 'day'
        else 'night'
      end"""),
  IMPACT("", ":impact");

  private static final class Constants {
    private static final String FACILITY =
        "join facility group_facility on group_facility.id = request.facility_id";
  }

  private final String join;
  private final String key;

  FigureGroup(String join, String key) {
    this.join = join;
    this.key = key;
  }

  /**
   * The columns that say to which group a row belongs, for a query over {@code support_request},
   * named {@code request}.
   *
   * @param at the instant at which the row counts; for groups by week
   * @param team the id of the team the row counts for
   * @param impact the impact by which the row counts
   */
  public record Columns(String at, String team, String impact) {
    /** The columns of a figure about requests: when it was asked, its team, and its impact now. */
    public static final Columns OF_REQUEST =
        new Columns("request.asked_at", "request.team_id", "request.impact");

    String in(String sql) {
      return sql.replace(":at", at).replace(":team", team).replace(":impact", impact);
    }
  }

  String join(Columns columns) {
    return columns.in(join);
  }

  String key(Columns columns) {
    return columns.in(key);
  }
}
