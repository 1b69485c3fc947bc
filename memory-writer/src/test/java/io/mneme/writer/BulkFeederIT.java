package io.mneme.writer;

import static io.mneme.writer.Events.asserted;
import static io.mneme.writer.Events.erased;
import static io.mneme.writer.Events.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.devstack.Addresses;
import io.mneme.devstack.Deployable;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.Headers;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.topic.Topics;
import io.mneme.testkit.Backends;
import io.mneme.testkit.ServiceUnderTest;
import io.mneme.writer.live.EventLog;
import io.mneme.writer.live.Kept;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

/** An import in the waiting room, fed by real writers that are killed and outlive a Kafka. */
class BulkFeederIT {
  private static final int PARTITIONS = 3;
  private static final int SUBJECTS = 5;
  private static final int EVENTS = 1_000;
  private static final Subject FORGOTTEN = new Subject("acme", "forgotten");
  private static final Duration READY_MAX = Duration.ofMinutes(1);

  @Test
  void anImportArrivesInOrderAndOnceAndOthersOvertakeIt() throws Exception {
    try (Backends backends = Backends.own()) {
      backends.freshTopics(PARTITIONS);
      Addresses addresses = backends.freshAddresses();
      keepForEver(addresses.kafkaBootstrap());
      try (EventLog log = new EventLog(addresses.kafkaBootstrap(), PARTITIONS);
          Kept kept = new Kept(addresses.postgres());
          ServiceUnderTest writer = writer(backends, addresses)) {
        enqueue(addresses.kafkaBootstrap());
        log.publish(erased(FORGOTTEN, "erasure", "by request"));
        writer.start().waitReady(READY_MAX);
        Kept.await("the import has begun", () -> stored(kept) > 0);

        Event interactive = turn(Events.ANN, "interactive", "c1", "me first");
        log.publish(interactive);
        Kept.await("it is applied", () -> kept.memories(Events.ANN).size() == 1);
        assertThat(stored(kept)).as("of the import meanwhile").isLessThan(EVENTS);

        writer.kill();
        writer.start();
        Kept.await("the import goes on", () -> stored(kept) > EVENTS / 3);
        backends.kafka().orElseThrow().kill();
        backends.kafka().orElseThrow().restart();

        Kept.await("all of it is stored", () -> stored(kept) == EVENTS);
        kept.awaitAll(log);
        for (int subject = 0; subject < SUBJECTS; subject++) {
          assertThat(kept.memories(subject(subject)))
              .extracting(memory -> memory.content().text())
              .isEqualTo(textsOf(subject));
        }
        assertThat(kept.memories(FORGOTTEN)).as("accepted before its subject was erased").isEmpty();
        assertThat(log.read(Topics.DEAD_LETTERS)).isEmpty();
        assertAsAccepted(log.read(Topics.EVENTS));
      }
    }
  }

  /** Accepted years ago, as all events of these tests, the import would outlive its retention. */
  private static void keepForEver(String bootstrap) throws Exception {
    ConfigResource room = new ConfigResource(ConfigResource.Type.TOPIC, Topics.BULK_EVENTS);
    ConfigEntry retention = new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, "-1");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .incrementalAlterConfigs(
              Map.of(room, List.of(new AlterConfigOp(retention, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private static ServiceUnderTest writer(Backends backends, Addresses addresses) {
    return new ServiceUnderTest(backends, Deployable.WRITER, addresses)
        .with("MNEME_EMBEDDER", "stub")
        .with("MNEME_WRITER_SESSION_MAX", "6s");
  }

  private static void enqueue(String bootstrap) throws Exception {
    try (RecordPublisher publisher = new RecordPublisher(PublisherConfig.of(bootstrap))) {
      List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < EVENTS; i++) {
        sent.add(publisher.send(waiting(asserted(subject(i % SUBJECTS), "bulk-" + i, text(i)))));
      }
      sent.add(publisher.send(waiting(asserted(FORGOTTEN, "bulk-late", "to be forgotten"))));
      for (CompletableFuture<RecordMetadata> one : sent) {
        RecordPublisher.await(one);
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> waiting(Event event) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.BULK_EVENTS,
            null,
            event.acceptedAt().toEpochMilli(),
            event.subject().key().getBytes(StandardCharsets.UTF_8),
            Json.write(event));
    RecordHeaders.correlationId(record.headers(), "import-1");
    RecordHeaders.put(record.headers(), Headers.PRIORITY, Headers.BULK);
    return record;
  }

  private static void assertAsAccepted(List<ConsumerRecord<byte[], byte[]>> records) {
    assertThat(records)
        .filteredOn(record -> RecordHeaders.get(record.headers(), Headers.PRIORITY).isPresent())
        .hasSizeGreaterThanOrEqualTo(EVENTS)
        .allMatch(record -> record.timestamp() == Events.ACCEPTED_AT.toEpochMilli())
        .allMatch(
            record -> RecordHeaders.correlationId(record.headers()).orElse("").equals("import-1"));
  }

  private static int stored(Kept kept) {
    return IntStream.range(0, SUBJECTS).map(i -> kept.memories(subject(i)).size()).sum();
  }

  private static Subject subject(int number) {
    return new Subject("acme", "imported-" + number);
  }

  private static List<String> textsOf(int subject) {
    return IntStream.range(0, EVENTS)
        .filter(i -> i % SUBJECTS == subject)
        .mapToObj(BulkFeederIT::text)
        .toList();
  }

  private static String text(int number) {
    return "imported fact " + number;
  }
}
