package care.andon.sla.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import care.andon.platform.problem.Problem;
import care.andon.platform.text.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SlaPreviewResourceTest {
  private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

  static {
    new Json().customize(JSON);
  }

  private static final String CASE =
      """
      {
        "calendar": {
          "timeZone": "Europe/Paris",
          "weekly": {"MONDAY": ["08:00-12:00", "13:00-17:00"]},
          "closures": [{"date": "2026-05-01"}, {"from": "12-24", "to": "01-02"}],
          "exceptions": [{"date": "2026-05-02", "open": ["08:00-09:00"]}]
        },
        "target": "PT1H",
        "start": "2026-03-09T07:00:00Z",
        "events": [
          {"at": "2026-03-09T07:10:00Z", "type": "pause"},
          {"at": "2026-03-09T07:20:00Z", "type": "resume"},
          {"at": "2026-03-09T07:30:00Z", "type": "raise", "target": "PT20M"}
        ],
        "pauseLimit": "PT24H",
        "steps": [75],
        "asOf": "2026-03-09T07:40:00Z"
      }
      """;

  private static JsonNode preview(JsonNode body) throws JsonProcessingException {
    var answer = new SlaPreviewResource().previewSla(JSON.treeToValue(body, PreviewBody.class));
    return JSON.readTree(JSON.writeValueAsString(answer));
  }

  static List<JsonNode> cases() throws IOException {
    var cases = new ArrayList<JsonNode>();
    for (var name : List.of("cases.json", "undo-cases.json")) {
      try (var file = SlaPreviewResourceTest.class.getResourceAsStream("/sla-cases/" + name)) {
        JSON.readTree(file).forEach(cases::add);
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_worked_case_is_answered_as_written(JsonNode written) throws JsonProcessingException {
    var body = ((ObjectNode) written.deepCopy()).without(List.of("id", "note", "expected"));

    assertThat(canonical(preview(body))).isEqualTo(canonical(written.get("expected")));
  }

  /** Durations compare as durations. */
  private static JsonNode canonical(JsonNode account) {
    ObjectNode copy = account.deepCopy();
    for (var field : List.of("elapsed", "gross")) {
      copy.put(field, Duration.parse(account.get(field).asText()).toString());
    }
    return copy;
  }

  @Test
  void the_example_of_the_description_answers_as_described() throws Exception {
    var example =
        JSON.readTree(Files.readString(Path.of("src/main/resources/api-examples/previewSla.json")));

    assertThat(preview(example.get("request"))).isEqualTo(example.get("response"));
  }

  @Test
  void what_is_optional_may_be_missing() throws JsonProcessingException {
    var answer =
        preview(
            JSON.readTree(
                """
                {"calendar": {"timeZone": "UTC", "weekly": {"MONDAY": ["00:00-24:00"]}},
                 "target": "P1D", "start": "2026-03-09T07:00:00Z", "asOf": "2026-03-09T08:00:00+01:00"}
                """));

    assertThat(answer)
        .isEqualTo(
            JSON.readTree(
                """
                {"elapsed": "PT0S", "gross": "PT0S", "state": "running", "breachedAt": null,
                 "verdict": "pending", "dueAt": "2026-03-16T07:00:00Z"}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /calendar                     | null                         | /calendar                     | required
          /target                       | null                         | /target                       | required
          /start                        | null                         | /start                        | required
          /asOf                         | null                         | /asOf                         | required
          /calendar/timeZone            | null                         | /calendar/timeZone            | required
          /calendar/timeZone            | "Europe/Pariss"              | /calendar/timeZone            | unknown_time_zone
          /calendar/timeZone            | "+02:00"                     | /calendar/timeZone            | unknown_time_zone
          /calendar/weekly/MONDAY       | null                         | /calendar/weekly/MONDAY       | required
          /calendar/weekly/Monday       | []                           | /calendar/weekly              | unknown_weekday
          /calendar/weekly/MONDAY/0     | null                         | /calendar/weekly/MONDAY/0     | required
          /calendar/weekly/MONDAY/1     | "09:00-09:00"                | /calendar/weekly/MONDAY/1     | interval_empty
          /calendar/weekly/MONDAY/1     | "9:00-10:00"                 | /calendar/weekly/MONDAY/1     | interval_syntax
          /calendar/closures/0          | null                         | /calendar/closures/0          | required
          /calendar/closures/0          | {}                           | /calendar/closures/0          | required
          /calendar/closures/0          | {"date":"2026-02-29"}        | /calendar/closures/0/date     | not_a_date
          /calendar/closures/0          | {"date":"2201-01-01"}        | /calendar/closures/0/date     | date_out_of_range
          /calendar/closures/1          | {"from":"12-24"}             | /calendar/closures/1/to       | required
          /calendar/closures/1/from     | "02-30"                      | /calendar/closures/1/from     | not_a_day_of_the_year
          /calendar/closures/1/to       | "1-2"                        | /calendar/closures/1/to       | not_a_day_of_the_year
          /calendar/closures/1/date     | "2026-01-01"                 | /calendar/closures/1          | closure_ambiguous
          /calendar/exceptions/0/date   | null                         | /calendar/exceptions/0/date   | required
          /calendar/exceptions/0/open   | null                         | /calendar/exceptions/0/open   | required
          /calendar/exceptions/0/open/0 | "24:00-25:00"                | /calendar/exceptions/0/open/0 | interval_syntax
          /calendar/exceptions/1        | {"date":"2026-05-02","open":[]} | /calendar/exceptions/1/date | duplicate_date
          /target                       | "PT0S"                       | /target                       | duration_out_of_range
          /target                       | "-PT1H"                      | /target                       | not_a_duration
          /target                       | "PT-1H"                      | /target                       | not_a_duration
          /target                       | "P1M"                        | /target                       | not_a_duration
          /target                       | "P1W"                        | /target                       | not_a_duration
          /target                       | "P"                          | /target                       | not_a_duration
          /target                       | "PT"                         | /target                       | not_a_duration
          /target                       | "P1DT"                       | /target                       | not_a_duration
          /target                       | "1 h"                        | /target                       | not_a_duration
          /target                       | "P36526D"                    | /target                       | duration_out_of_range
          /target                       | "PT0.0000001S"               | /target                       | duration_out_of_range
          /target                       | "P999999999DT999999999H"     | /target                       | duration_out_of_range
          /pauseLimit                   | "PT0S"                       | /pauseLimit                   | duration_out_of_range
          /pauseLimit                   | "24h"                        | /pauseLimit                   | not_a_duration
          /start                        | "2026-03-09T07:00:00"        | /start                        | not_an_instant
          /start                        | "1899-12-31T23:59:59Z"       | /start                        | not_an_instant
          /asOf                         | "2300-01-01T00:00:00Z"       | /asOf                         | not_an_instant
          /asOf                         | "2026-03-09T06:59:59Z"       | /asOf                         | before_start
          /events/0                     | null                         | /events/0                     | required
          /events/0/at                  | null                         | /events/0/at                  | required
          /events/0/at                  | "yesterday"                  | /events/0/at                  | not_an_instant
          /events/0/at                  | "2026-03-09T06:59:59Z"       | /events/0/at                  | before_start
          /events/1/at                  | "2026-03-09T07:09:59Z"       | /events/1/at                  | out_of_order
          /events/0/type                | null                         | /events/0/type                | required
          /events/0/type                | "PAUSE"                      | /events/0/type                | unknown_value
          /events/0/target              | "PT1H"                       | /events/0/target              | not_allowed
          /events/2/target              | null                         | /events/2/target              | required
          /events/2/target              | "PT0S"                       | /events/2/target              | duration_out_of_range
          /steps/0                      | null                         | /steps/0                      | required
          /steps/0                      | 0                            | /steps/0                      | step_out_of_range
          /steps/0                      | 1001                         | /steps/0                      | step_out_of_range
          /steps/1                      | 75                           | /steps/1                      | duplicate_step
          """)
  void bad_input_is_named(String place, String value, String pointer, String code)
      throws JsonProcessingException {
    var body = JSON.readTree(CASE);
    put(body, place, JSON.readTree(value));

    if (pointer == null) {
      assertThat(preview(body)).isNotNull();
    } else {
      refused(body, new Problem.FieldError(pointer, code, ""));
    }
  }

  private static void put(JsonNode body, String place, JsonNode value) {
    var parent = body.at(place.substring(0, place.lastIndexOf('/')));
    var last = place.substring(place.lastIndexOf('/') + 1);
    if (parent instanceof ObjectNode object) {
      object.set(last, value);
    } else if (parent instanceof com.fasterxml.jackson.databind.node.ArrayNode array) {
      if (Integer.parseInt(last) < array.size()) {
        array.set(Integer.parseInt(last), value);
      } else {
        array.add(value);
      }
    }
  }

  private static void refused(JsonNode body, Problem.FieldError... errors) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> preview(body))
        .satisfies(
            problem ->
                assertThat(problem.errors())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("message")
                    .containsExactly(errors));
  }

  @Test
  void everything_that_is_wrong_is_named_at_once() throws JsonProcessingException {
    refused(
        JSON.readTree(
            """
            {"calendar": {"timeZone": "UTC", "weekly": {"MONDAY": ["8-9"]}},
             "target": "soon", "start": "now", "events": [{}], "steps": [null]}
            """),
        new Problem.FieldError("/calendar/weekly/MONDAY/0", "interval_syntax", ""),
        new Problem.FieldError("/target", "not_a_duration", ""),
        new Problem.FieldError("/start", "not_an_instant", ""),
        new Problem.FieldError("/events/0/at", "required", ""),
        new Problem.FieldError("/events/0/type", "required", ""),
        new Problem.FieldError("/steps/0", "required", ""),
        new Problem.FieldError("/asOf", "required", ""));
  }

  @Test
  void a_calendar_that_can_never_be_open_again_is_refused() throws JsonProcessingException {
    refused(
        JSON.readTree(
            """
            {"calendar": {"timeZone": "UTC", "exceptions": [{"date": "2025-01-01", "open": ["08:00-09:00"]}]},
             "target": "PT1H", "start": "2026-03-09T07:00:00Z", "asOf": "2026-03-09T08:00:00Z"}
            """),
        new Problem.FieldError("/calendar", "never_open", ""));
  }

  @Test
  void more_than_anyone_needs_is_refused() throws JsonProcessingException {
    var body = (ObjectNode) JSON.readTree(CASE);
    body.set(
        "steps",
        JSON.valueToTree(IntStream.rangeClosed(1, 101).boxed().collect(Collectors.toList())));

    refused(body, new Problem.FieldError("/steps", "too_many", ""));
  }

  @Test
  void no_body_at_all_is_refused() {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> new SlaPreviewResource().previewSla(null));
  }

  @Test
  void nothing_that_was_rejected_is_repeated() {
    var secret = "Jane Doe, room 12";
    for (var place :
        List.of(
            "/target",
            "/start",
            "/calendar/timeZone",
            "/calendar/weekly/MONDAY/0",
            "/calendar/weekly/" + "Jane Doe",
            "/events/0/type",
            "/events/0/at",
            "/calendar/closures/0/date")) {
      assertThatExceptionOfType(Problem.class)
          .as(place)
          .isThrownBy(
              () -> {
                var body = JSON.readTree(CASE);
                put(body, place, JSON.getNodeFactory().textNode(secret));
                if (place.endsWith("Jane Doe")) {
                  put(body, place, JSON.createArrayNode());
                }
                preview(body);
              })
          .satisfies(
              problem -> assertThat(problem.detail() + problem.errors()).doesNotContain("Jane"));
    }
  }
}
