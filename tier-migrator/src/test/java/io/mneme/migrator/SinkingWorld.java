package io.mneme.migrator;

import io.mneme.devstack.Addresses;
import io.mneme.devstack.Deployable;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.recall.RecallServed;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.cold.ObjectStores;
import io.mneme.storage.cold.S3Account;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresReadStore;
import io.mneme.storage.postgres.PostgresWriteStore;
import io.mneme.storage.read.ReadStore;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.CommitResult;
import io.mneme.testkit.Backends;
import io.mneme.testkit.ServiceUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What surrounds a migrator with a clock of seconds: the writer's store, a reader's, the topics.
 */
final class SinkingWorld implements AutoCloseable {
  static final int PARTITIONS = 3;
  private static final int DIMENSIONS = 384; // of the default model, as the schema has it
  static final Subject ANNA = new Subject("acme", "anna");

  final Addresses addresses;
  final RecordPublisher publisher;
  final TopicReader topics;
  final ReadStore reads;
  private final ObjectStore objects;
  private final PostgresPool writerPool;
  private final PostgresPool readerPool;
  private final PostgresWriteStore writes;
  private long next;

  SinkingWorld() {
    Backends backends = Backends.shared();
    backends.freshTopics(PARTITIONS);
    addresses = backends.freshAddresses();
    Addresses.Postgres postgres = addresses.postgres();
    publisher = new RecordPublisher(PublisherConfig.of(addresses.kafkaBootstrap()));
    topics = new TopicReader(addresses.kafkaBootstrap());
    Addresses.Objects bucket = addresses.objects();
    objects =
        ObjectStores.open(
            "s3://" + bucket.bucket(),
            S3Account.of(bucket.endpoint(), "", bucket.accessKey(), bucket.secretKey()));
    writerPool =
        PostgresPool.open(PostgresConfig.of(postgres.url(), "mneme_writer", postgres.password()));
    readerPool =
        PostgresPool.open(PostgresConfig.of(postgres.url(), "mneme_reader", postgres.password()));
    writes = new PostgresWriteStore(writerPool, new ColdReader(objects));
    reads = new PostgresReadStore(readerPool, new ColdReader(objects));
  }

  /** A migrator in which ten days pass in two seconds. */
  ServiceUnderTest migrator(String stateDir) {
    return new ServiceUnderTest(Backends.shared(), Deployable.MIGRATOR, addresses)
        .with("MNEME_TIER_HOT_FOR", "2s")
        .with("MNEME_TIER_WARM_UNTIL", "5s")
        .with("MNEME_TIER_PASS_EVERY", "250ms")
        .with("MNEME_STREAMS_COMMIT_EVERY", "100ms")
        .with("MNEME_STREAMS_SESSION_TIMEOUT", "6s")
        .with("MNEME_STREAMS_STATE", stateDir);
  }

  /** What the writer does with so many turns: store them, then announce them. */
  List<UUID> remember(int count) throws Exception {
    List<Memory> memories = new ArrayList<>();
    List<Batch.LedgerEntry> ledger = new ArrayList<>();
    List<Batch.Change> changes = new ArrayList<>();
    long expected = next;
    for (int i = 0; i < count; i++) {
      Memory memory = memory(next);
      Position position = new Position(0, next++);
      memories.add(memory);
      ledger.add(new Batch.LedgerEntry(memory.source().eventId(), position));
      changes.add(new Batch.Change.Remember(position, memory));
    }
    CommitResult committed =
        writes.commit(
            new Batch(
                ledger,
                List.of(),
                changes,
                Map.of(),
                List.of(),
                List.of(new Batch.Advance(0, expected, next))));
    if (!(committed instanceof CommitResult.Committed)) {
      throw new AssertionError("the batch was not stored: " + committed);
    }
    for (Memory memory : memories) {
      announce(memory);
    }
    return memories.stream().map(Memory::memoryId).toList();
  }

  private void announce(Memory memory) throws Exception {
    publisher.sendAndWait(
        new ProducerRecord<>(
            Topics.CHANGES,
            SubjectPartitions.of(ANNA, PARTITIONS),
            key(memory.memoryId()).getBytes(StandardCharsets.UTF_8),
            Json.write(memory)));
  }

  /** What a reader does when it has served a memory. */
  void serve(UUID memoryId, Tier from, String correlationId) throws Exception {
    RecallServed recall =
        new RecallServed(
            UUID.randomUUID(),
            ANNA.tenant(),
            ANNA.user(),
            Instant.now(),
            List.of(new RecallServed.Served(memoryId, from)));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.RECALLS, ANNA.key().getBytes(StandardCharsets.UTF_8), Json.write(recall));
    RecordHeaders.correlationId(record.headers(), correlationId);
    publisher.sendAndWait(record);
  }

  Tier tierOf(UUID memoryId) {
    return reads.find(ANNA, memoryId).orElseThrow().tier();
  }

  /** Every state of a memory in mneme.changes, in order. */
  List<Memory> announced(UUID memoryId) {
    return topics.records(Topics.CHANGES).stream()
        .filter(
            record -> Arrays.equals(record.key(), key(memoryId).getBytes(StandardCharsets.UTF_8)))
        .map(record -> {
          try {
            return Json.read(record.value(), Memory.class);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        })
        .toList();
  }

  private static String key(UUID memoryId) {
    return ANNA.key() + "/" + memoryId;
  }

  private static Memory memory(long number) {
    UUID id = new UUID(0x5000, 0x8000_0000_0000_0000L + number);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    float[] vector = new float[DIMENSIONS];
    vector[(int) (number % vector.length)] = 1;
    return new Memory(
        id,
        ANNA.tenant(),
        ANNA.user(),
        MemoryKind.EPISODIC,
        MemoryStatus.ACTIVE,
        Tier.HOT,
        1,
        new Memory.Content(
            "turn number " + number,
            null,
            "Anna",
            null,
            "c1",
            (int) number,
            Map.of("n", number),
            List.of(),
            List.of()),
        new Memory.Times(now, now, now),
        new Memory.Source(new UUID(0x5001, number), 0, 0, number),
        Embedding.of("stub/1", "hash-" + number, vector));
  }

  @Override
  public void close() {
    publisher.close();
    writerPool.close();
    readerPool.close();
    objects.close();
  }
}
