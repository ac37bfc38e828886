package care.andon.sla;

import care.andon.sla.CalendarDocument.ClosureDocument;
import care.andon.sla.CalendarDocument.ExceptionDocument;
import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One version of a calendar, as a client reads it. */
@Schema(name = "PublishedCalendar", description = "One version of a calendar; it never changes.")
record CalendarView(
    @Schema(examples = "clinic-hours") String code,
    @Schema(description = "The number of the version; 1 is the first", examples = "1") int version,
    @Schema(examples = "Hours of the clinics") String name,
    @Schema(examples = "America/Chicago") String timeZone,
    @Schema(
            type = SchemaType.OBJECT,
            description = "Opening hours per weekday, MONDAY to SUNDAY",
            examples = "{\"MONDAY\": [\"08:00-17:00\"]}")
        Map<String, List<String>> weekly,
    List<ClosureDocument> closures,
    List<ExceptionDocument> exceptions,
    @Schema(description = "Whether new clocks use it") boolean inForce,
    @Schema(description = "The first revision in which it was in force") long sinceRevision,
    Instant publishedAt,
    @Schema(description = "Username. Absent for documents that came with the service")
        @Nullable String publishedBy,
    @Schema(description = "When the next version replaced it, or it was retired")
        @Nullable Instant endedAt,
    @Nullable String endedBy) {

  static CalendarView of(Version<WorkCalendar> version) {
    var document = CalendarDocument.of(version.content());
    return new CalendarView(
        version.code(),
        version.number(),
        version.name(),
        document.timeZone(),
        document.weekly(),
        document.closures(),
        document.exceptions(),
        version.isInForce(),
        version.since(),
        version.publishedAt(),
        version.publishedBy(),
        version.endedAt(),
        version.endedBy());
  }
}
