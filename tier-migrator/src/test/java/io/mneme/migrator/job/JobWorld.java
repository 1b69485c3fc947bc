package io.mneme.migrator.job;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.platform.kafka.DeadLetters;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.recall.RecallServed;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import io.mneme.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The job on a Kafka in memory, with a wall clock that tests move. */
final class JobWorld implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final Subject ANNA = new Subject("acme", "anna/at/home");
  static final TierPolicy POLICY =
      new TierPolicy(Duration.ofDays(7), 3, Duration.ofDays(30), 1, Duration.ofMinutes(15));
  static final PassSettings PASS = new PassSettings(Duration.ofMinutes(1), 100);

  private final RecordPublisher publisher = new RecordPublisher(PublisherConfig.of("127.0.0.1:1"));
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final TopologyTestDriver driver;
  final TestInputTopic<String, byte[]> changes;
  final TestInputTopic<String, byte[]> recalls;
  final TestOutputTopic<String, byte[]> moves;

  JobWorld(Path stateDir) {
    this(stateDir, START, PASS);
  }

  JobWorld(Path stateDir, Instant now, PassSettings pass) {
    this(stateDir, now, pass, TierPolicies.shared(POLICY));
  }

  JobWorld(Path stateDir, Instant now, PassSettings pass, TierPolicies policies) {
    Properties settings = settings(stateDir, publisher);
    driver = new TopologyTestDriver(topology(settings, policies, pass, meters), settings, now);
    changes =
        driver.createInputTopic(Topics.CHANGES, new StringSerializer(), new ByteArraySerializer());
    recalls =
        driver.createInputTopic(Topics.RECALLS, new StringSerializer(), new ByteArraySerializer());
    moves =
        driver.createOutputTopic(
            Topics.TIER_MOVES, new StringDeserializer(), new ByteArrayDeserializer());
  }

  static Properties settings(Path stateDir, RecordPublisher publisher) {
    return new JobSettings(
            "127.0.0.1:1", stateDir, 1, -1, 0, Duration.ofMillis(500), Duration.ofSeconds(10))
        .toProperties(new DeadLetters(publisher, "tier-migrator", () -> START));
  }

  static Topology topology(
      Properties settings, TierPolicies policies, PassSettings pass, SimpleMeterRegistry meters) {
    return new TierJobTopology(new StreamsConfig(settings), policies, pass, new MeteredJob(meters))
        .get();
  }

  static Memory memory(UUID id, Tier tier, Instant createdAt) {
    return memory(ANNA, id, tier, createdAt);
  }

  static Memory memory(Subject subject, UUID id, Tier tier, Instant createdAt) {
    return new Memory(
        id,
        subject.tenant(),
        subject.user(),
        MemoryKind.EPISODIC,
        MemoryStatus.ACTIVE,
        tier,
        1,
        new Memory.Content(
            "I moved to Lisbon",
            null,
            null,
            null,
            "c1",
            0,
            Map.of("a", List.of(1)),
            List.of(),
            List.of()),
        new Memory.Times(createdAt, createdAt, createdAt),
        new Memory.Source(id, 0, 0, 0),
        Embedding.of("stub/1", "hash", new float[] {1, 2, 3}));
  }

  static String keyOf(Memory memory) {
    return memory.subject().key() + "/" + memory.memoryId();
  }

  static String keyOf(UUID memoryId) {
    return ANNA.key() + "/" + memoryId;
  }

  void change(Memory memory) {
    changes.pipeInput(keyOf(memory), Json.write(memory));
  }

  void tombstone(UUID memoryId) {
    changes.pipeInput(new TestRecord<>(keyOf(memoryId), null));
  }

  void recall(Instant servedAt, UUID... memoryIds) {
    recall(ANNA, servedAt, memoryIds);
  }

  void recall(Subject subject, Instant servedAt, UUID... memoryIds) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("mneme-correlation-id", "c-1".getBytes(StandardCharsets.UTF_8));
    headers.add("mneme-schema", "recall/1".getBytes(StandardCharsets.UTF_8));
    RecallServed recall =
        new RecallServed(
            new UUID(9, servedAt.toEpochMilli()),
            subject.tenant(),
            subject.user(),
            servedAt,
            List.of(memoryIds).stream().map(id -> new RecallServed.Served(id, Tier.COLD)).toList());
    recalls.pipeInput(new TestRecord<>(subject.key(), Json.write(recall), headers, servedAt));
  }

  void pass(Duration duration) {
    driver.advanceWallClockTime(duration);
  }

  List<TierMove> decided() {
    return moves.readValuesToList().stream().map(JobWorld::move).toList();
  }

  private static TierMove move(byte[] json) {
    try {
      return Json.read(json, TierMove.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Nullable TrackedMemory tracked(UUID memoryId) {
    return driver
        .<String, TrackedMemory>getKeyValueStore(TierJobTopology.MEMORIES)
        .get(keyOf(memoryId));
  }

  List<DueEntry> waiting() {
    List<DueEntry> entries = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all =
        driver.<Bytes, byte[]>getKeyValueStore(TierJobTopology.DUE).all()) {
      all.forEachRemaining(entry -> {
        if (!DueIndex.isMark(entry.key)) {
          entries.add(DueEntry.of(entry.key));
        }
      });
    }
    return entries;
  }

  /** Everything a store wrote to its changelog so far. */
  List<KeyValue<byte[], byte[]>> changelog(String store) {
    return driver
        .createOutputTopic(
            JobSettings.APPLICATION_ID + "-" + store + "-changelog",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())
        .readKeyValuesToList();
  }

  /** What a job finds in its stores that was restored from these changelogs. */
  void restore(List<KeyValue<byte[], byte[]>> memories, List<KeyValue<byte[], byte[]>> due) {
    TrackedMemorySerde serde = new TrackedMemorySerde();
    var memoryStore = driver.<String, TrackedMemory>getKeyValueStore(TierJobTopology.MEMORIES);
    memories.forEach(entry ->
        memoryStore.put(
            new String(entry.key, StandardCharsets.UTF_8),
            serde.deserializer().deserialize("", entry.value)));
    var dueStore = driver.<Bytes, byte[]>getKeyValueStore(TierJobTopology.DUE);
    due.forEach(entry -> dueStore.put(Bytes.wrap(entry.key), entry.value));
  }

  @Override
  public void close() {
    driver.close();
    publisher.close();
  }
}
