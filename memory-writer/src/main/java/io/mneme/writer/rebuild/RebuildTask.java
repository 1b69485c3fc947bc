package io.mneme.writer.rebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.ApplicationContext;
import io.mneme.platform.Failpoints;
import io.mneme.platform.Surroundings;
import io.mneme.platform.TaskMain;
import io.mneme.schemas.Json;

/** Lets a rebuild run, and says how it went. */
final class RebuildTask implements TaskMain.Task {
  private static final double BYTES_PER_GB = 1e9;
  private static final double SECONDS_PER_HOUR = 3_600;

  private final Rebuild.Ending ending;

  RebuildTask(Rebuild.Ending ending) {
    this.ending = ending;
  }

  @Override
  public int run(ApplicationContext context) throws Exception {
    Surroundings world = context.getBean(Surroundings.class);
    ProgressLines lines = new ProgressLines(System.out, world.clock());
    try (Workshop shop = Workshop.open(context)) {
      Rebuild rebuild = new Rebuild(shop, lines, world.clock(), context.getBean(Failpoints.class));
      lines.say(json(rebuild.run(ending), shop.embedder().computed()));
      return TaskMain.EXIT_DONE;
    }
  }

  static ObjectNode json(Rebuild.Outcome outcome, long computed) {
    double seconds = Math.max(0.001, ProgressLines.seconds(outcome.builtIn()));
    Tally tally = outcome.tally();
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("outcome", "rebuilt");
    line.put("generation", outcome.generation());
    line.put("events", tally.events());
    line.put("memories", tally.memories());
    line.put("log_bytes", tally.bytes());
    line.put("seconds", ProgressLines.seconds(outcome.builtIn()));
    line.put("memories_per_second", Math.round(tally.memories() / seconds));
    line.put(
        "log_gb_per_hour",
        Math.round(tally.bytes() / BYTES_PER_GB / seconds * SECONDS_PER_HOUR * 100) / 100.0);
    line.put("embedded", computed);
    line.put("taken_in_from_cold", outcome.strays());
    line.put("writers_waited_seconds", ProgressLines.seconds(outcome.writersWaited()));
    line.put("cache_told", outcome.cacheTold());
    return line;
  }
}
