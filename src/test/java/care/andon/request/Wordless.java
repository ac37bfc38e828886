package care.andon.request;

import care.andon.history.EventWords;
import care.andon.history.RecordedEvent;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Events whose words are all erased, as the database does it. */
final class Wordless {
  private static final ObjectMapper JSON =
      new ObjectMapper().registerModule(new JavaTimeModule()).findAndRegisterModules();

  private Wordless() {}

  static RecordedEvent of(RecordedEvent recorded) {
    try {
      var event = recorded.event();
      var data = (ObjectNode) JSON.valueToTree(event);
      for (var path : EventWords.of(event).keySet()) {
        var place = JsonPointer.compile(path);
        ((ObjectNode) data.at(place.head()))
            .put(place.last().getMatchingProperty(), "[removed: other]");
      }
      return new RecordedEvent(
          recorded.request(),
          recorded.seq(),
          recorded.at(),
          recorded.recordedAt(),
          recorded.actor(),
          recorded.asker(),
          JSON.treeToValue(data, event.getClass()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
