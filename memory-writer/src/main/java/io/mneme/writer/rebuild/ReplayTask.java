package io.mneme.writer.rebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.ApplicationContext;
import io.mneme.platform.Surroundings;
import io.mneme.platform.TaskMain;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import java.util.Map;
import java.util.Set;

/** Lets a replay run, or says only what it would look at, and how it went. */
final class ReplayTask implements TaskMain.Task {
  private final ReplayRange range;
  private final ReplayScope scope;
  private final Mode mode;

  /** Whether anything is to be changed. */
  enum Mode {
    REPAIR,
    COUNT_ONLY
  }

  ReplayTask(ReplayRange range, ReplayScope scope, Mode mode) {
    this.range = range;
    this.scope = scope;
    this.mode = mode;
  }

  @Override
  public int run(ApplicationContext context) throws Exception {
    ProgressLines lines =
        new ProgressLines(System.out, context.getBean(Surroundings.class).clock());
    try (Workshop shop = Workshop.open(context)) {
      Replay replay = new Replay(shop, lines);
      Map<Integer, Set<Subject>> affected = replay.subjects(range.from(shop.events()), scope);
      ObjectNode line = Json.mapper().createObjectNode();
      if (mode == Mode.COUNT_ONLY) {
        long subjects = affected.values().stream().mapToLong(Set::size).sum();
        lines.say(line.put("outcome", "counted").put("subjects", subjects));
        return TaskMain.EXIT_DONE;
      }
      Replay.Outcome outcome = replay.run(affected);
      line.put("outcome", "replayed");
      line.put("subjects", outcome.subjects());
      line.put("subjects_repaired", outcome.subjectsRepaired());
      line.put("memories_repaired", outcome.memoriesRepaired());
      line.put("embedded", shop.embedder().computed());
      line.put("cache_told", outcome.cacheTold());
      lines.say(line);
      return TaskMain.EXIT_DONE;
    }
  }
}
