package io.mneme.writer.rebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.schemas.Json;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Says on standard output how far the work is, one JSON object a line: {@code {"step":"build",
 * "done":120,"total":400,"seconds":1.5}}, several times a second at most. The last line of a task
 * has {@code "outcome"} instead of {@code "step"}.
 */
final class ProgressLines {
  /** The step from which on the new state serves. */
  static final String SWITCHED = "switched";

  private static final Duration EVERY = Duration.ofMillis(200);

  private final PrintStream out;
  private final InstantSource clock;
  private final Instant began;
  private Instant spoke = Instant.MIN;

  ProgressLines(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
    this.began = clock.instant();
  }

  /** Says how far a step is, unless something was said a moment ago. */
  synchronized void at(String step, long done, long total) {
    Instant now = clock.instant();
    if (done < total && now.isBefore(spoke.plus(EVERY))) {
      return;
    }
    spoke = now;
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("step", step).put("done", done).put("total", total);
    line.put("seconds", seconds(Duration.between(began, now)));
    out.println(line);
  }

  /** Says something at once. */
  synchronized void say(ObjectNode line) {
    out.println(line);
    out.flush();
  }

  static double seconds(Duration time) {
    return time.toMillis() / 1_000.0;
  }
}
