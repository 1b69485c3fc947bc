package io.mneme.migrator.job;

import static io.mneme.migrator.TopicReader.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.migrator.TopicReader;
import io.mneme.platform.Component;
import io.mneme.platform.Surroundings;
import io.mneme.platform.kafka.DeadLetters;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.kafka.RetrySchedule;
import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.recall.RecallServed;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import io.mneme.schemas.topic.Topics;
import io.mneme.testkit.Backends;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a real Kafka, with a policy of seconds. */
final class TierJobIT {
  private static final int PARTITIONS = 3;
  private static final TierPolicy FAST =
      new TierPolicy(Duration.ofSeconds(1), 3, Duration.ofSeconds(60), 1, Duration.ofSeconds(60));
  private static final PassSettings PASS = new PassSettings(Duration.ofMillis(200), 1_000);
  private static final Subject ANNA = JobWorld.ANNA;

  private final String bootstrap = Backends.shared().kafkaBootstrap();
  private final TopicReader topics = new TopicReader(bootstrap);
  private final RecordPublisher publisher = new RecordPublisher(PublisherConfig.of(bootstrap));
  @TempDir private Path stateDir;
  private @Nullable TierJob job;

  @BeforeEach
  void freshTopics() {
    Backends.shared().freshTopics(PARTITIONS);
  }

  @AfterEach
  void close() {
    if (job != null) {
      job.close();
    }
    publisher.close();
  }

  @Test
  void decidesOnceAcrossARestartAndWithoutItsFolder() throws Exception {
    // Given
    UUID aged = new UUID(0x5000, 1);
    UUID read = new UUID(0x5000, 2);
    publish(JobWorld.memory(aged, Tier.HOT, Instant.now()));
    publish(JobWorld.memory(read, Tier.COLD, Instant.now()));
    job = started(stateDir.resolve("one"));
    List<TierMove> first = moves(1);
    job.close();

    // When: another folder, so that everything comes back from the changelogs
    job = started(stateDir.resolve("two"));
    recall(read);
    recall(read);
    List<TierMove> all = moves(2);
    Thread.sleep(Duration.ofSeconds(2));

    // Then
    assertThat(first).extracting(TierMove::memoryId).containsExactly(aged);
    assertThat(all).extracting(TierMove::memoryId).containsExactlyInAnyOrder(aged, read);
    assertThat(records(Topics.TIER_MOVES)).hasSize(2);
    assertThat(records(Topics.TIER_MOVES))
        .allSatisfy(
            move -> assertThat(move.partition()).isEqualTo(SubjectPartitions.of(ANNA, PARTITIONS)));
  }

  @Test
  void whatCannotBeReadIsBuriedAndItsNeighboursGoOn() throws Exception {
    // Given
    UUID id = new UUID(0x5000, 3);
    publish(JobWorld.keyOf(id), "{\"tier\":\"tepid\"}".getBytes(StandardCharsets.UTF_8));
    publish(JobWorld.memory(id, Tier.HOT, Instant.now()));

    // When
    job = started(stateDir.resolve("one"));

    // Then
    assertThat(moves(1)).extracting(TierMove::memoryId).containsExactly(id);
    await("a dead letter", () -> !records(Topics.DEAD_LETTERS).isEmpty());
    assertThat(records(Topics.DEAD_LETTERS))
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.headers().lastHeader("mneme-dlq-topic").value())
              .asString(StandardCharsets.UTF_8)
              .isEqualTo(Topics.CHANGES);
          assertThat(letter.headers().lastHeader("mneme-dlq-cause").value())
              .asString(StandardCharsets.UTF_8)
              .contains("tepid");
        });
  }

  @Test
  void saysWhyItDoesNotRunAndRunsOnceItCan() throws Exception {
    // Given
    deleteTopics();

    // When
    job = starting(stateDir.resolve("one"));
    await("the reason", () -> check().message().contains("must exist"));

    // Then
    assertThat(check()).isInstanceOf(Component.Check.Down.class);
    Backends.shared().freshTopics(PARTITIONS);
    await("the job", () -> check() instanceof Component.Check.Up);
  }

  private Component.Check check() {
    if (job == null) {
      throw new AssertionError("no job was started");
    }
    return job.check();
  }

  private TierJob started(Path folder) {
    TierJob starting = starting(folder);
    await("the job", () -> starting.check() instanceof Component.Check.Up);
    return starting;
  }

  private TierJob starting(Path folder) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    MeteredJob metrics = new MeteredJob(meters);
    JobSettings settings =
        new JobSettings(
            bootstrap, folder, 1, -1, 0, Duration.ofMillis(100), Duration.ofSeconds(10));
    return new TierJob(
            settings,
            config -> new TierJobTopology(config, TierPolicies.shared(FAST), PASS, metrics).get(),
            new DeadLetters(publisher, "tier-migrator", InstantSource.system()),
            RetrySchedule.DEFAULT,
            new Surroundings(InstantSource.system(), new Random(7), meters, (part, cause) -> {}))
        .start();
  }

  private void publish(Memory memory) throws Exception {
    publish(JobWorld.keyOf(memory.memoryId()), Json.write(memory));
  }

  private void publish(String key, byte[] value) throws Exception {
    publisher.sendAndWait(
        new ProducerRecord<>(
            Topics.CHANGES,
            SubjectPartitions.of(ANNA, PARTITIONS),
            key.getBytes(StandardCharsets.UTF_8),
            value));
  }

  private void recall(UUID id) throws Exception {
    RecallServed recall =
        new RecallServed(
            UUID.randomUUID(),
            ANNA.tenant(),
            ANNA.user(),
            Instant.now(),
            List.of(new RecallServed.Served(id, Tier.COLD)));
    publisher.sendAndWait(
        new ProducerRecord<>(
            Topics.RECALLS, ANNA.key().getBytes(StandardCharsets.UTF_8), Json.write(recall)));
  }

  private List<TierMove> moves(int count) throws IOException {
    await("moves", () -> records(Topics.TIER_MOVES).size() >= count);
    List<TierMove> moves = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records(Topics.TIER_MOVES)) {
      moves.add(Json.read(record.value(), TierMove.class));
    }
    return moves;
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    return topics.records(topic);
  }

  private void deleteTopics() throws Exception {
    try (var admin =
        org.apache.kafka.clients.admin.Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.deleteTopics(List.of(Topics.RECALLS)).all().get();
      while (admin.listTopics().names().get().contains(Topics.RECALLS)) {
        Thread.sleep(Duration.ofMillis(50)); // it is listed until the broker has let it go
      }
    }
  }
}
