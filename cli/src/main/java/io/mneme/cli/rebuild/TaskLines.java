package io.mneme.cli.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.schemas.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a task of the writer has said so far: how far it is, what it found, how it went. */
final class TaskLines {
  private static final String SWITCHED = "switched";
  private static final int BAR_CELLS = 28;
  private static final int PERCENT = 100;

  private final List<JsonNode> found = new ArrayList<>();
  private volatile String progress = "starting";
  private volatile Optional<JsonNode> outcome = Optional.empty();
  private volatile boolean switched;

  /** Takes a line; what is not ours (a log line) is passed over. */
  synchronized void take(String line) {
    JsonNode said = parsed(line);
    if (said.has("step")) {
      progress = bar(said);
      switched |= said.path("step").asText().equals(SWITCHED);
    } else if (said.has("outcome")) {
      outcome = Optional.of(said);
    } else if (said.has("partition") || said.has("keep")) {
      found.add(said);
    }
  }

  private static JsonNode parsed(String line) {
    try {
      return line.startsWith("{") ? Json.mapper().readTree(line) : Json.mapper().nullNode();
    } catch (JsonProcessingException e) {
      return Json.mapper().nullNode();
    }
  }

  /** How far it is, as one line. */
  String progress() {
    return progress;
  }

  /** What is so when it ends without an outcome. */
  String unfinished() {
    return switched
        ? "The new state serves, but what follows the switch was not finished (see above):"
            + " run the command again."
        : "It was not done (see above); what was served before is served still.";
  }

  /** How it went, once it said so. */
  Optional<JsonNode> outcome() {
    return outcome;
  }

  /** What it found, in its order. */
  synchronized List<JsonNode> found() {
    return List.copyOf(found);
  }

  /** A step with its bar, its rate and when it will be done. */
  static String bar(JsonNode said) {
    long done = said.path("done").asLong();
    long total = said.path("total").asLong();
    if (total <= 1) {
      return said.path("step").asText();
    }
    double share = Math.min(1.0, (double) done / total);
    int full = (int) (share * BAR_CELLS);
    double seconds = said.path("seconds").asDouble();
    String left =
        done == 0 || seconds <= 0
            ? ""
            : ", " + clock(Duration.ofSeconds((long) Math.ceil((total - done) * seconds / done)));
    return String.format(
        Locale.ROOT,
        "%s %3d %% ▕%s%s▏ %,d of %,d%s",
        said.path("step").asText(),
        (int) (share * PERCENT),
        "█".repeat(full),
        " ".repeat(BAR_CELLS - full),
        done,
        total,
        left);
  }

  private static String clock(Duration left) {
    return String.format(Locale.ROOT, "%d:%02d left", left.toMinutes(), left.toSecondsPart());
  }
}
