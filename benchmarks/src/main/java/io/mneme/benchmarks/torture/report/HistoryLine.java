package io.mneme.benchmarks.torture.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.benchmarks.torture.history.Answer;
import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import java.util.UUID;

/** One request as a line of {@code history.ndjson}. */
final class HistoryLine {
  private HistoryLine() {}

  static String of(Attempt attempt) {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("key", attempt.command().key());
    line.put("event_id", attempt.command().eventId().toString());
    line.put("deed", attempt.command().deed().word());
    line.put("gateway", attempt.gateway());
    line.put("sent_ms", attempt.sentMillis());
    line.put("ended_ms", attempt.endedMillis());
    switch (attempt.answer()) {
      case Answer.Acknowledged(UUID _, Position position) ->
          line.put("status", 202).put("position", position.toString());
      case Answer.Refused(int status) -> line.put("status", status);
      case Answer.Silence(String why) -> line.put("silence", why);
    }
    return line.toString();
  }
}
