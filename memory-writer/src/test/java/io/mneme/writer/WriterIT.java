package io.mneme.writer;

import static io.mneme.writer.Events.asserted;
import static io.mneme.writer.Events.corrected;
import static io.mneme.writer.Events.erased;
import static io.mneme.writer.Events.forgotten;
import static io.mneme.writer.Events.id;
import static io.mneme.writer.Events.touched;
import static io.mneme.writer.Events.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.mneme.devstack.Addresses;
import io.mneme.devstack.Deployable;
import io.mneme.embedding.StubEmbedder;
import io.mneme.platform.ServiceMain;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.EmbeddingText;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.redis.RedisCache;
import io.mneme.storage.redis.RedisConfig;
import io.mneme.storage.write.Storable;
import io.mneme.testkit.Backends;
import io.mneme.testkit.ProcessControl;
import io.mneme.writer.live.EventLog;
import io.mneme.writer.live.Kept;
import io.mneme.writer.live.Poisons;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The writer with its real wiring on real Kafka, PostgreSQL and Redis. */
class WriterIT {
  private static final int PARTITIONS = 3;
  private static final Duration REDIS_TIMEOUT = Duration.ofSeconds(2);

  private static Backends backends;
  private static Addresses addresses;
  private static EventLog log;
  private static Kept kept;
  private static RedisCache redis;
  private static ApplicationContext writer;

  @BeforeAll
  static void start() {
    backends = Backends.shared();
    backends.freshTopics(PARTITIONS);
    addresses = backends.freshAddresses();
    log = new EventLog(addresses.kafkaBootstrap(), PARTITIONS);
    kept = new Kept(addresses.postgres());
    redis = RedisCache.open(new RedisConfig(addresses.redisUrl(), REDIS_TIMEOUT));
    writer = startWriter();
  }

  private static ApplicationContext startWriter() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("mneme.kafka.bootstrap", addresses.kafkaBootstrap());
    properties.put("mneme.postgres.url", addresses.postgres().url());
    properties.put("mneme.postgres.user", Deployable.WRITER.databaseUser());
    properties.put("mneme.postgres.password", addresses.postgres().password());
    properties.put("mneme.redis.url", addresses.redisUrl());
    // the machine of a test may be slow; a late answer would be made up for, but later
    properties.put("mneme.redis.command-max", REDIS_TIMEOUT.toSeconds() + "s");
    properties.put("mneme.objects.url", "s3://" + addresses.objects().bucket());
    properties.put("mneme.s3.endpoint", addresses.objects().endpoint());
    properties.put("mneme.s3.access-key", addresses.objects().accessKey());
    properties.put("mneme.s3.secret-key", addresses.objects().secretKey());
    properties.put("mneme.embedder.kind", "stub");
    properties.put("mneme.writer.poll-max", "50ms");
    properties.put("micronaut.server.port", -1);
    return ServiceMain.start(WriterMain.SERVICE, properties);
  }

  @AfterAll
  static void stop() {
    writer.close();
    redis.close();
    kept.close();
    log.close();
  }

  @Test
  void aTurnBecomesAMemoryThatIsStoredCachedAndAnnounced() throws Exception {
    Subject subject = new Subject("acme", "one turn");
    Event event = turn(subject, "it-1", "c1", "I met Caroline yesterday");

    Position position = log.publish(event);

    kept.awaitAll(log);
    Memory memory = kept.memories(subject).getFirst();
    assertThat(memory.memoryId()).isEqualTo(Ids.memory(subject, event.eventId(), 0));
    assertThat(memory.content().entities()).containsExactly("Caroline");
    assertThat(memory.source().partition()).isEqualTo(position.partition());
    assertThat(memory.source().offset()).isEqualTo(position.offset());
    assertThat(memory.embedding()).isEqualTo(embedded(memory));
    Kept.await("progress in Redis", () -> redisProgress(position.partition()) > position.offset());
    assertThat(redis.revision(subject)).isEqualTo(OptionalLong.of(kept.reads().revision(subject)));
    assertThat(redis.turns(subject, "c1", 10))
        .hasValueSatisfying(turns ->
            assertThat(turns).extracting(Memory::memoryId).containsExactly(memory.memoryId()));
    ConsumerRecord<byte[], byte[]> change = changesOf(subject).getFirst();
    assertThat(Json.read(change.value(), Memory.class)).isEqualTo(memory);
    assertThat(change.partition()).isEqualTo(SubjectPartitions.of(subject, PARTITIONS));
    assertThat(RecordHeaders.schema(change.headers())).hasValue("memory/1");
    assertThat(RecordHeaders.correlationId(change.headers())).hasValue("of-one turn");
  }

  private static Embedding embedded(Memory memory) {
    String text = EmbeddingText.of(memory.content());
    StubEmbedder embedder = new StubEmbedder(Storable.DIMENSIONS);
    return Embedding.of(
        embedder.model(), Ids.contentHash(text), embedder.embed(List.of(text)).getFirst().vector());
  }

  @Test
  void whatIsCorrectedForgottenAndTouchedIsSoEverywhere() throws Exception {
    Subject subject = new Subject("acme", "all intents");
    log.publish(turn(subject, "it-2a", "c1", "I live in Oslo"));
    log.publish(turn(subject, "it-2b", "c1", "my secret"));
    log.publish(asserted(subject, "it-2c", "She lives in Norway"));
    kept.awaitAll(log);

    log.publish(
        corrected(subject, "it-2d", Ids.memory(subject, id("it-2a"), 0), "I live in Bergen"));
    log.publish(forgotten(subject, "it-2e", Ids.memory(subject, id("it-2b"), 0)));
    log.publish(touched(subject, "it-2f", "s1", 7));

    kept.awaitAll(log);
    List<Memory> memories = kept.memories(subject);
    assertThat(memories)
        .extracting(memory -> memory.content().text())
        .containsExactly("I live in Bergen", "She lives in Norway");
    assertThat(memories.getFirst().version()).isEqualTo(2);
    assertThat(memories.getFirst().embedding()).isEqualTo(embedded(memories.getFirst()));
    assertThat(kept.reads().session(subject, "s1", Events.ACCEPTED_AT))
        .hasValueSatisfying(view -> assertThat(view.state()).isEqualTo(Map.of("value", 7)));
    assertThat(redis.session(subject, "s1", Events.ACCEPTED_AT))
        .hasValueSatisfying(view -> assertThat(view.state()).isEqualTo(Map.of("value", 7)));
    kept.assertAnnounced(log, Set.of(subject));
  }

  @Test
  void anErasedSubjectIsGoneFromEveryStoreAndItsNeighbourIsNot() throws Exception {
    Subject subject = new Subject("acme", "erased");
    Subject neighbour = new Subject("acme", "not erased");
    for (int i = 0; i < 5; i++) {
      log.publish(turn(subject, "it-3-" + i, "c1", "turn " + i));
      log.publish(turn(neighbour, "it-3n-" + i, "c1", "turn " + i));
    }
    log.publish(touched(subject, "it-3s", "s1", 1));
    kept.awaitAll(log);

    log.publish(erased(subject, "it-3e", "by request"));

    kept.awaitAll(log);
    assertThat(kept.memories(subject)).isEmpty();
    assertThat(kept.reads().session(subject, "s1", Events.ACCEPTED_AT)).isEmpty();
    assertThat(redis.session(subject, "s1", Events.ACCEPTED_AT)).isEmpty();
    assertThat(redis.turns(subject, "c1", 10)).isEmpty();
    assertThat(kept.memories(neighbour)).hasSize(5);
    kept.assertAnnounced(log, Set.of(subject, neighbour));
    assertThat(changesOf(subject).subList(5, 10)).allMatch(change -> change.value() == null);
  }

  @Test
  void aLogProducedTwiceHasOneEffect() throws Exception {
    Subject subject = new Subject("acme", "twice");
    Event event = turn(subject, "it-4", "c1", "once");
    log.publish(event);
    log.publish(event);
    log.publish(turn(subject, "it-4b", "c1", "and once more"));
    log.publish(corrected(subject, "it-4c", Ids.memory(subject, id("it-4"), 0), "once, right"));
    kept.awaitAll(log);
    List<Memory> before = kept.memories(subject);
    long changes = changesOf(subject).size();
    int partition = SubjectPartitions.of(subject, PARTITIONS);

    for (ConsumerRecord<byte[], byte[]> record : log.read(Topics.EVENTS)) {
      if (record.partition() == partition) {
        log.publishAgain(record);
      }
    }

    kept.awaitAll(log);
    assertThat(before).hasSize(2);
    assertThat(kept.memories(subject)).isEqualTo(before);
    assertThat(changesOf(subject)).hasSize((int) changes);
  }

  @Test
  void poisonOfEveryKindIsBuriedOnceWithItsCauseAndItsNeighboursPass() throws Exception {
    Subject subject = new Subject("acme", "poisoned");
    Map<Position, String> causes = new HashMap<>();
    int neighbours = 0;
    for (Map.Entry<String, byte[]> poison : Poisons.by(subject).entrySet()) {
      log.publish(turn(subject, "it-5-" + neighbours, "c1", "neighbour " + neighbours));
      neighbours++;
      causes.put(log.publish(subject, subject.key(), poison.getValue()), poison.getKey());
    }
    causes.put(log.publish(subject, subject.key(), null), "no value");
    byte[] sound = Json.write(turn(subject, "it-5-key", "c1", "astray"));
    causes.put(log.publish(subject, "acme/somebody else", sound), "not keyed by its subject");
    log.publish(turn(subject, "it-5-last", "c1", "last"));

    kept.awaitAll(log);

    assertThat(kept.memories(subject)).hasSize(neighbours + 1);
    Map<Position, List<String>> buried = buriedOf(subject);
    assertThat(buried.keySet()).isEqualTo(causes.keySet());
    causes.forEach((position, cause) ->
        assertThat(buried.get(position))
            .singleElement()
            .satisfies(told -> assertThat(told).containsIgnoringCase(cause)));
  }

  @Test
  void theLargestRecordTheLogTakesIsBuriedWholeAndItsNeighbourPasses() throws Exception {
    Subject subject = new Subject("acme", "largest");
    byte[] largest = "x".repeat(EventLog.VALUE_BYTES_MAX).getBytes(StandardCharsets.UTF_8);
    Position position = log.publish(subject, subject.key(), largest);
    log.publish(turn(subject, "it-10", "c1", "neighbour"));

    kept.awaitAll(log);

    assertThat(kept.memories(subject)).hasSize(1);
    assertThat(buriedOf(subject)).containsOnlyKeys(position);
    assertThat(log.read(Topics.DEAD_LETTERS))
        .filteredOn(letter -> letter.value() != null)
        .anyMatch(letter -> Arrays.equals(letter.value(), largest));
  }

  @Test
  void anEmptiedRedisChangesNothing() throws Exception {
    Subject subject = new Subject("acme", "flushed");
    log.publish(turn(subject, "it-6a", "c1", "before"));
    kept.awaitAll(log);

    flushRedis();
    log.publish(turn(subject, "it-6b", "c1", "after"));

    kept.awaitAll(log);
    assertThat(kept.memories(subject)).extracting(m -> m.content().turn()).containsExactly(0, 1);
    assertThat(redis.turns(subject, "c1", 10)).isEmpty();
    assertThat(redis.revision(subject)).isEqualTo(OptionalLong.of(kept.reads().revision(subject)));
    kept.assertAnnounced(log, Set.of(subject));
  }

  /** As an operator with a telnet would. */
  private static void flushRedis() throws IOException {
    URI url = URI.create(addresses.redisUrl());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(socket.getInputStream().readNBytes(5))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("+OK\r\n");
    }
  }

  @Test
  void anOutageOfPostgresIsWaitedOutAndNothingIsBuried() throws Exception {
    Subject subject = new Subject("acme", "outage");
    ProcessControl postgres = backends.postgres().orElseThrow();
    int buried = log.read(Topics.DEAD_LETTERS).size();

    postgres.kill();
    for (int i = 0; i < 20; i++) {
      log.publish(turn(subject, "it-7-" + i, "c1", "turn " + i));
    }
    Kept.await("the writer says that it waits", () -> healthOf().contains("waits for postgres"));
    postgres.restart();

    kept.awaitAll(log);
    assertThat(kept.memories(subject)).hasSize(20);
    assertThat(log.read(Topics.DEAD_LETTERS)).hasSize(buried);
    kept.assertAnnounced(log, Set.of(subject));
  }

  @Test
  void anOutageOfRedisDelaysNothingAndIsMadeUpFor() throws Exception {
    Subject subject = new Subject("acme", "no redis");
    log.publish(turn(subject, "it-8a", "c1", "before"));
    kept.awaitAll(log);
    ProcessControl process = backends.redis().orElseThrow();

    process.freeze();
    Position position = log.publish(turn(subject, "it-8b", "c1", "during"));
    Kept.await("it is stored", () -> kept.progress(position.partition()) > position.offset());
    Kept.await("it is announced", () -> changesOf(subject).size() == 2);
    process.thaw();

    kept.awaitAll(log);
    Kept.await("progress in Redis", () -> redisProgress(position.partition()) > position.offset());
    OptionalLong revision = redis.revision(subject);
    assertThat(revision.orElse(kept.reads().revision(subject)))
        .isEqualTo(kept.reads().revision(subject));
  }

  @Test
  void itTellsHowItIsAndWhatItDid() throws Exception {
    Subject subject = new Subject("acme", "metrics");
    log.publish(turn(subject, "it-9", "c1", "counted"));
    kept.awaitAll(log);

    String metrics = get("/metrics").body();

    assertThat(healthOf())
        .contains(
            "\"postgres\"", "\"redis\"", "\"kafka\"", "\"embedder\"", "consumer mneme-writer");
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(metrics)
        .containsPattern(
            "mneme_writer_events_total\\{outcome=\"applied\",service=\"memory-writer\","
                + "type=\"turn_recorded\"\\} [1-9]")
        .contains("mneme_writer_stage_duration_seconds", "mneme_writer_batch_records")
        .contains("mneme_writer_searchable_duration_seconds_bucket");
  }

  private static String healthOf() {
    try {
      return get("/health/detailed").body();
    } catch (IOException e) {
      throw new AssertionError("the writer does not answer", e);
    }
  }

  private static HttpResponse<String> get(String path) throws IOException {
    URI url = writer.getBean(EmbeddedServer.class).getURI().resolve(path);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static long redisProgress(int partition) {
    return redis.progress().getOrDefault(partition, 0L);
  }

  private static List<ConsumerRecord<byte[], byte[]>> changesOf(Subject subject) {
    return log.read(Topics.CHANGES).stream()
        .filter(record ->
            new String(record.key(), StandardCharsets.UTF_8).startsWith(subject.key() + "/"))
        .toList();
  }

  private static Map<Position, List<String>> buriedOf(Subject subject) {
    Map<Position, List<String>> buried = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> letter : log.read(Topics.DEAD_LETTERS)) {
      if (RecordHeaders.correlationId(letter.headers()).orElse("").equals("of-" + subject.user())) {
        Position position =
            new Position(
                Integer.parseInt(header(letter, "mneme-dlq-partition")),
                Long.parseLong(header(letter, "mneme-dlq-offset")));
        buried
            .computeIfAbsent(position, at -> new ArrayList<>())
            .add(header(letter, "mneme-dlq-cause"));
      }
    }
    return buried;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return RecordHeaders.get(record.headers(), name).orElseThrow();
  }
}
