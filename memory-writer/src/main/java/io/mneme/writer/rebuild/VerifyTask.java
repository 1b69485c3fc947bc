package io.mneme.writer.rebuild;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.ApplicationContext;
import io.mneme.platform.KafkaConfig;
import io.mneme.platform.Surroundings;
import io.mneme.platform.TaskMain;
import io.mneme.platform.kafka.LogReader;
import io.mneme.schemas.Json;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.verify.StateDump;
import io.mneme.storage.verify.StateItem;
import io.mneme.storage.verify.StateItem.Kind;
import io.mneme.writer.config.PostgresSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Prints a digest a partition; saves the state, or holds it against a saved one. */
final class VerifyTask implements TaskMain.Task {
  /** The two states are not the same. */
  static final int EXIT_DIFFERS = 5;

  private final Optional<Path> save;
  private final Optional<Path> compare;

  VerifyTask(Optional<Path> save, Optional<Path> compare) {
    this.save = save;
    this.compare = compare;
  }

  @Override
  public int run(ApplicationContext context) throws Exception {
    int partitions;
    try (LogReader events =
        new LogReader(context.getBean(KafkaConfig.class).bootstrap(), Topics.EVENTS)) {
      partitions = events.partitions().size();
    }
    PostgresSettings postgres = context.getBean(PostgresSettings.class);
    StateDump dump = new StateDump(postgres.url(), postgres.user(), postgres.password());
    ProgressLines lines =
        new ProgressLines(System.out, context.getBean(Surroundings.class).clock());
    PartitionDigests digests = new PartitionDigests(partitions);
    if (compare.isPresent()) {
      return compared(compare.get(), dump, digests, lines);
    }
    Map<Integer, Long> position =
        save.isPresent() ? saved(save.get(), dump, digests) : dump.read(digests::take);
    say(lines, digests, position);
    lines.say(Json.mapper().createObjectNode().put("outcome", "digested"));
    return TaskMain.EXIT_DONE;
  }

  private static Map<Integer, Long> saved(Path file, StateDump dump, PartitionDigests digests)
      throws IOException {
    try (StateFile.Writing writing = new StateFile.Writing(file)) {
      return dump.read(both(digests::take, writing::take));
    }
  }

  private static int compared(
      Path file, StateDump dump, PartitionDigests digests, ProgressLines lines) throws IOException {
    try (StateFile.Reading reading = new StateFile.Reading(file)) {
      Comparison comparison = new Comparison(reading, digests);
      Map<Integer, Long> position = dump.read(both(digests::take, comparison::take));
      comparison.finish();
      say(lines, digests, position);
      lines.say(json(comparison));
      return comparison.differences() == 0 ? TaskMain.EXIT_DONE : EXIT_DIFFERS;
    }
  }

  private static Consumer<StateItem> both(Consumer<StateItem> one, Consumer<StateItem> other) {
    List<Consumer<StateItem>> takers = new ArrayList<>(List.of(one, other));
    return item -> takers.forEach(taker -> taker.accept(item));
  }

  private static void say(
      ProgressLines lines, PartitionDigests digests, Map<Integer, Long> position) {
    for (PartitionDigests.Partition partition : digests.finish()) {
      ObjectNode line = Json.mapper().createObjectNode();
      line.put("partition", partition.number());
      line.put("next_offset", position.getOrDefault(partition.number(), 0L));
      for (Kind kind : Kind.values()) {
        line.put(word(kind), partition.counts().getOrDefault(kind, 0L));
      }
      lines.say(line.put("digest", partition.digest()));
    }
  }

  private static ObjectNode json(Comparison comparison) {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("outcome", comparison.differences() == 0 ? "same" : "different");
    line.put("differences", comparison.differences());
    ArrayNode partitions = line.putArray("partitions");
    comparison.differing().forEach(partitions::add);
    ArrayNode named = line.putArray("named");
    for (Comparison.Difference difference : comparison.named()) {
      StateItem item = difference.item();
      named
          .addObject()
          .put("how", difference.how().name().toLowerCase(Locale.ROOT))
          .put("kind", word(item.kind()))
          .put("tenant", item.tenant())
          .put("user", item.user())
          .put("name", item.name());
    }
    return line;
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
