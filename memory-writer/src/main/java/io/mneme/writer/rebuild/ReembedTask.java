package io.mneme.writer.rebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.ApplicationContext;
import io.mneme.platform.ConfigurationProblem;
import io.mneme.platform.Failpoints;
import io.mneme.platform.Outage;
import io.mneme.platform.Surroundings;
import io.mneme.platform.TaskMain;
import io.mneme.schemas.Json;
import io.mneme.writer.config.EmbedderSettings;

/**
 * Changes the model: a rebuild whose vectors are another's. Until its switch the old model serves;
 * where it dies before, nothing has changed and what was embedded is lost.
 */
final class ReembedTask implements TaskMain.Task {
  private final String wanted;
  private final Rebuild.Ending ending;

  /**
   * @param wanted the model, as an operator says it
   */
  ReembedTask(String wanted, Rebuild.Ending ending) {
    this.wanted = wanted;
    this.ending = ending;
  }

  @Override
  public int run(ApplicationContext context) throws Exception {
    String model = recorded(context.getBean(EmbedderSettings.class));
    Surroundings world = context.getBean(Surroundings.class);
    ProgressLines lines = new ProgressLines(System.out, world.clock());
    try (Workshop shop = Workshop.open(context, model)) {
      String before = shop.modelBefore().orElse("");
      if (before.equals(model)) {
        lines.say(unchanged(shop, lines, model));
        return TaskMain.EXIT_DONE;
      }
      Rebuild rebuild = new Rebuild(shop, lines, world.clock(), context.getBean(Failpoints.class));
      Rebuild.Outcome outcome = rebuild.run(ending);
      double seconds = Math.max(0.001, ProgressLines.seconds(outcome.builtIn()));
      long embedded = shop.embedder().computed();
      ObjectNode line = RebuildTask.json(outcome, embedded);
      line.put("outcome", "reembedded").put("model", model).put("model_before", before);
      lines.say(line.put("texts_per_second", Math.round(embedded / seconds)));
      return TaskMain.EXIT_DONE;
    }
  }

  private String recorded(EmbedderSettings settings) {
    try {
      return settings.config().withModel(wanted).recordedModel();
    } catch (IllegalArgumentException unknown) {
      throw new ConfigurationProblem(String.valueOf(unknown.getMessage()));
    }
  }

  /** A run before may have died after its switch, before everything was announced. */
  private static ObjectNode unchanged(Workshop shop, ProgressLines lines, String model)
      throws Outage {
    long announced = new VectorAnnouncement(shop, lines).makeUp();
    ObjectNode line = Json.mapper().createObjectNode();
    return line.put("outcome", "unchanged").put("model", model).put("announced", announced);
  }
}
