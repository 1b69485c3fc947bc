package io.mneme.writer.consolidation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.ApplicationContext;
import io.mneme.platform.KafkaConfig;
import io.mneme.platform.Outage;
import io.mneme.platform.Surroundings;
import io.mneme.platform.TaskMain;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.postgres.PostgresCandidates;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.write.Candidates;
import io.mneme.writer.config.ObjectSettings;
import io.mneme.writer.config.PostgresSettings;
import io.mneme.writer.config.S3Settings;
import io.mneme.writer.config.TaskLimits;
import java.io.PrintStream;
import java.util.List;

/**
 * Looks through subjects for memories that say the same, and consolidates them or names them, one
 * JSON object a line.
 */
public final class ConsolidateTask implements TaskMain.Task {
  /** Consolidation is switched off in this deployment. */
  static final int EXIT_OFF = 1;

  private final Candidates.Scope scope;
  private final Mode mode;
  private final PrintStream out;
  private long looked;
  private long subjects;
  private long kept;
  private long absorbed;

  /** Whether anything is to be changed. */
  public enum Mode {
    CONSOLIDATE,
    NAME_ONLY
  }

  public ConsolidateTask(Candidates.Scope scope, Mode mode, PrintStream out) {
    this.scope = scope;
    this.mode = mode;
    this.out = out;
  }

  @Override
  public int run(ApplicationContext context) throws Exception {
    ConsolidationConfig config = context.getBean(ConsolidationConfig.class);
    if (mode == Mode.CONSOLIDATE && !config.enabled()) {
      say(Json.mapper().createObjectNode().put("outcome", "off"));
      return EXIT_OFF;
    }
    Surroundings world = context.getBean(Surroundings.class);
    PostgresSettings postgres = context.getBean(PostgresSettings.class);
    try (PostgresPool pool =
            PostgresPool.open(
                TaskLimits.postgres(postgres, postgres.url(), postgres.connectionsMax()));
        ObjectStore objects =
            context.getBean(ObjectSettings.class).open(context.getBean(S3Settings.class));
        RecordPublisher publisher =
            new RecordPublisher(
                TaskLimits.publisher(context.getBean(KafkaConfig.class).bootstrap()))) {
      new Consolidator(new PostgresCandidates(pool, new ColdReader(objects)), config)
          .look(scope, (subject, findings) -> take(subject, findings, publisher, world));
    }
    ObjectNode outcome = Json.mapper().createObjectNode();
    outcome.put("outcome", mode == Mode.CONSOLIDATE ? "consolidated" : "named");
    outcome.put("subjects_looked_at", looked).put("subjects", subjects);
    say(outcome.put("kept", kept).put("absorbed", absorbed));
    return TaskMain.EXIT_DONE;
  }

  private void take(
      Subject subject, List<Finding> findings, RecordPublisher publisher, Surroundings world)
      throws Outage {
    looked++;
    if (findings.isEmpty()) {
      return;
    }
    subjects++;
    for (Finding finding : findings) {
      kept++;
      absorbed += finding.absorb().size();
      say(line(subject, finding));
    }
    if (mode == Mode.CONSOLIDATE) {
      Consolidator.publish(subject, findings, publisher, world);
    }
  }

  private static ObjectNode line(Subject subject, Finding finding) {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("tenant", subject.tenant()).put("user", subject.user());
    line.put("keep", finding.keep().memoryId().toString());
    ArrayNode absorb = line.putArray("absorb");
    finding.absorb().forEach(memory -> absorb.add(memory.memoryId().toString()));
    return line;
  }

  private void say(ObjectNode line) {
    out.println(line);
    out.flush();
  }
}
