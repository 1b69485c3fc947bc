package io.mneme.reader;

import static io.mneme.reader.Remembered.MIRA;
import static io.mneme.reader.RunningReader.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.topic.Topics;
import io.mneme.testkit.Backends;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader as it is deployed, on real backends, filled by the real store of the writer. */
class ReaderIT {
  private static final Subject TOMAS = new Subject("acme", "tomas");
  private static final Subject STRANGER = new Subject("zeta", "mira");

  @TempDir static Path objects;

  private static RunningReader reader;

  @BeforeAll
  static void start() throws Exception {
    reader = new RunningReader(objects);
  }

  @AfterAll
  static void stop() {
    reader.close();
  }

  @Test
  void recallFindsWhatWasSaidAndSaysWhyFromWhereAndHowGoodTheAnswerIs() throws Exception {
    Subject subject = new Subject("acme", "recall");
    reader.ingest.write(
        Remembered.text("Shall we meet at the harbour?").of(subject).by("Tomas").turn("c", 0),
        Remembered.text("My bicycle is red").of(subject).by("Mira").turn("c", 1),
        Remembered.text("Lunch was late again").of(subject).by("Tomas").turn("c", 2));

    HttpResponse<String> response =
        reader.recall(reader.acme, "recall", "What colour is the bicycle?", "");

    JsonNode answer = json(response);
    JsonNode best = answer.at("/memories/0");
    assertThat(best.at("/text").asText()).isEqualTo("My bicycle is red");
    assertThat(best.at("/speaker").asText()).isEqualTo("Mira");
    assertThat(best.at("/conversation").asText()).isEqualTo("c");
    assertThat(best.at("/turn").asInt()).isEqualTo(1);
    assertThat(best.at("/tier").asText()).isEqualTo("hot");
    assertThat(best.at("/kind").asText()).isEqualTo("episodic");
    assertThat(best.at("/event_id").asText()).hasSize(36);
    assertThat(texts(best.at("/why"), "source")).contains("vector", "words");
    assertThat(best.at("/why/0/rank").asInt()).isEqualTo(1);
    assertThat(answer.at("/consistency").asText()).isEqualTo("none");
    assertThat(answer.at("/degradation").asText()).isEqualTo("L0");
    assertThat(answer.at("/model").asText()).isEqualTo("stub-384/1");
    assertThat(response.headers().firstValue("mneme-consistency")).contains("none");
    assertThat(response.headers().firstValue("mneme-degradation")).contains("L0");
    assertThat(response.headers().firstValue("mneme-correlation-id")).isPresent();
  }

  @Test
  void filtersApplyBeforeRanking() throws Exception {
    Subject subject = new Subject("acme", "filters");
    List<Remembered> many = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      many.add(Remembered.text("tea tea tea " + i).of(subject).turn("loud", i).at(minute(i)));
    }
    many.add(
        Remembered.text("a quiet word on tea")
            .of(subject)
            .turn("quiet", 0)
            .with(Map.of("channel", "phone"))
            .at(minute(200)));
    reader.ingest.write(many.toArray(Remembered[]::new));

    for (String filters :
        List.of(
            "{\"conversation\":\"quiet\"}",
            "{\"metadata\":{\"channel\":\"phone\"}}",
            "{\"from\":\"" + minute(200) + "\"}")) {
      JsonNode answer =
          json(
              reader.recall(
                  reader.acme, "filters", "tea tea tea", ",\"k\":5,\"filters\":" + filters));

      assertThat(texts(answer.at("/memories"), "text")).containsExactly("a quiet word on tea");
    }
    JsonNode none =
        json(reader.recall(reader.acme, "filters", "tea", ",\"filters\":{\"tiers\":[\"cold\"]}"));
    assertThat(none.at("/memories")).isEmpty();
  }

  @Test
  void nothingOfAnotherUserOrTenantIsEverSeen() throws Exception {
    Remembered secret = Remembered.text("the safe opens with 4711").of(MIRA).turn("s", 0);
    reader.ingest.write(secret);
    reader.ingest.write(Remembered.text("the safe is green").of(STRANGER).turn("other", 0));
    reader.ingest.touch(MIRA, "s1", Map.of("door", "open"), Instant.now());

    assertThat(json(reader.recall(reader.acme, "mira", "safe opens", "")).toString())
        .contains("4711");
    assertThat(json(reader.recall(reader.zeta, "mira", "safe opens", "")).toString())
        .contains("green")
        .doesNotContain("4711");
    assertThat(json(reader.recall(reader.acme, "tomas", "safe opens", "")).at("/memories"))
        .isEmpty();
    String memory = "/v1/memories/" + secret.id();
    for (String path : List.of(memory, "/v1/conversations/s", "/v1/sessions/s1")) {
      assertThat(reader.get(reader.acme, path + "?user=mira").statusCode()).as(path).isEqualTo(200);
      assertThat(reader.get(reader.acme, path + "?user=tomas").statusCode())
          .as(path)
          .isEqualTo(404);
      assertThat(reader.get(reader.zeta, path + "?user=mira").statusCode()).as(path).isEqualTo(404);
    }
    // what is another's and what is not there cannot be told apart
    JsonNode foreign = json(reader.get(reader.zeta, memory + "?user=mira"));
    JsonNode absent = json(reader.get(reader.zeta, "/v1/memories/" + TOMAS_ID + "?user=mira"));
    assertThat(foreign.at("/detail")).isEqualTo(absent.at("/detail"));
    assertThat(foreign.at("/type")).isEqualTo(absent.at("/type"));
  }

  @Test
  void aListIsWalkedWithoutGapOrRepetitionWhileOthersWrite() throws Exception {
    Subject subject = new Subject("acme", "list");
    Set<String> before = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      Remembered memory = Remembered.text("entry " + i).of(subject).turn("c", i).at(minute(i));
      reader.ingest.write(memory);
      before.add("entry " + i);
    }
    AtomicBoolean walking = new AtomicBoolean(true);
    List<String> seen = new ArrayList<>();
    try (ExecutorService writers = Executors.newSingleThreadExecutor()) {
      Future<?> writing =
          writers.submit(() -> {
            for (int i = 60; walking.get(); i++) {
              reader.ingest.write(
                  Remembered.text("entry " + i).of(subject).turn("c", i).at(minute(i)));
            }
          });
      String cursor = "";
      do {
        JsonNode page = json(reader.get(reader.acme, "/v1/memories?user=list&limit=7" + cursor));
        seen.addAll(texts(page.at("/memories"), "text"));
        cursor = page.has("next_cursor") ? "&cursor=" + page.at("/next_cursor").asText() : "";
      } while (!cursor.isEmpty());
      walking.set(false);
      writing.get();
    }

    assertThat(seen).doesNotHaveDuplicates().containsAll(before);
    assertThat(numbers(seen)).isSortedAccordingTo((a, b) -> Integer.compare(b, a));
  }

  @Test
  void aCursorOfAnotherUserOrFilterIsRefused() throws Exception {
    reader.ingest.write(
        Remembered.text("one").of(TOMAS).turn("c", 0).at(minute(1)),
        Remembered.text("two").of(TOMAS).turn("c", 1).at(minute(2)));
    String cursor =
        json(reader.get(reader.acme, "/v1/memories?user=tomas&limit=1"))
            .at("/next_cursor")
            .asText();

    for (String query :
        List.of("?user=mira&cursor=", "?user=tomas&tier=hot&cursor=", "?user=tomas&cursor=x")) {
      HttpResponse<String> response = reader.get(reader.acme, "/v1/memories" + query + cursor);
      assertThat(response.statusCode()).as(query).isEqualTo(400);
      assertThat(json(response).at("/errors/0/field").asText()).isEqualTo("cursor");
    }
    assertThat(reader.get(reader.acme, "/v1/memories?user=tomas&cursor=" + cursor).statusCode())
        .isEqualTo(200);
  }

  @Test
  void whoWaitsForAWriteReadsItOrIsToldHowFarItIs() throws Exception {
    Subject subject = new Subject("acme", "own-writes");
    Position written = reader.ingest.write(Remembered.text("first words").of(subject).turn("c", 0));

    HttpResponse<String> applied =
        reader.recall(
            reader.acme, "own-writes", "first words", "", "Mneme-After", written.toString());

    assertThat(json(applied).at("/consistency").asText()).isEqualTo("applied");
    assertThat(applied.headers().firstValue("mneme-consistency")).contains("applied");
    assertThat(json(applied).at("/memories")).hasSize(1);

    Position ahead = new Position(0, reader.ingest.following().offset() + 4);
    HttpResponse<String> stale =
        reader.recall(
            reader.acme, "own-writes", "first words", "", "Mneme-After", written + "," + ahead);

    assertThat(json(stale).at("/consistency").asText()).isEqualTo("stale");
    assertThat(json(stale).at("/lag_events").asLong()).isEqualTo(5);
    assertThat(json(stale).at("/memories")).hasSize(1);
  }

  @Test
  void whoWaitsIsAnsweredAsSoonAsTheWriteIsThere() throws Exception {
    Subject subject = new Subject("acme", "waiting");
    reader.ingest.write(Remembered.text("nothing of note").of(subject).turn("c", 0));
    json(reader.recall(reader.acme, "waiting", "zeppelin", ""));
    try (ExecutorService readers = Executors.newSingleThreadExecutor()) {
      Future<HttpResponse<String>> waiting =
          readers.submit(() ->
              reader.recall(
                  reader.acme,
                  "waiting",
                  "zeppelin",
                  ",\"k\":1",
                  "Mneme-After",
                  reader.ingest.following().toString()));
      Thread.sleep(Duration.ofMillis(50));

      reader.ingest.write(Remembered.text("a zeppelin flew over").of(subject).turn("c", 1));

      JsonNode answer = json(waiting.get());
      assertThat(answer.at("/consistency").asText()).isEqualTo("applied");
      assertThat(answer.at("/memories/0/text").asText()).isEqualTo("a zeppelin flew over");
    }
  }

  @Test
  void emptyingRedisBetweenTwoAnswersChangesNeither() throws Exception {
    Subject subject = new Subject("acme", "flushed");
    Remembered kept = Remembered.text("the lighthouse keeper sleeps").of(subject).turn("c", 0);
    reader.ingest.write(kept, Remembered.text("nothing of note").of(subject).turn("c", 1));
    reader.ingest.touch(subject, "s", Map.of("lock", true), Instant.now());
    List<String> reads =
        List.of(
            "/v1/memories/" + kept.id() + "?user=flushed",
            "/v1/memories?user=flushed",
            "/v1/conversations/c?user=flushed",
            "/v1/sessions/s?user=flushed",
            "/v1/context?user=flushed&conversation=c&query=lighthouse");
    String recalled = reader.recall(reader.acme, "flushed", "lighthouse", "").body();
    List<String> before = bodies(reads);

    flushRedis();

    assertThat(reader.recall(reader.acme, "flushed", "lighthouse", "").body()).isEqualTo(recalled);
    flushRedis();
    assertThat(bodies(reads)).isEqualTo(before);
    reader.ingest.write(Remembered.text("the lighthouse is lit").of(subject).turn("c", 2));
    flushRedis();
    assertThat(reader.recall(reader.acme, "flushed", "lighthouse", "").body())
        .contains("the lighthouse is lit", "\"degradation\":\"L0\"");
  }

  private static List<String> bodies(List<String> paths) throws Exception {
    List<String> bodies = new ArrayList<>();
    for (String path : paths) {
      HttpResponse<String> response = reader.get(reader.acme, path);
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      bodies.add(response.body());
    }
    return bodies;
  }

  private static void flushRedis() {
    try (RedisClient client = RedisClient.create(reader.addresses.redisUrl());
        StatefulRedisConnection<String, String> redis = client.connect()) {
      redis.sync().flushall();
    }
  }

  @Test
  void aConversationIsItsLastTurnsOldestFirst() throws Exception {
    Subject subject = new Subject("acme", "buffer");
    for (int i = 0; i < 8; i++) {
      reader.ingest.write(Remembered.text("turn " + i).of(subject).turn("a talk/with ünïcode", i));
    }
    String id =
        URLEncoder.encode("a talk/with ünïcode", StandardCharsets.UTF_8).replace("+", "%20");

    JsonNode conversation =
        json(reader.get(reader.acme, "/v1/conversations/" + id + "?user=buffer&limit=3"));

    assertThat(conversation.at("/conversation").asText()).isEqualTo("a talk/with ünïcode");
    assertThat(texts(conversation.at("/turns"), "text"))
        .containsExactly("turn 5", "turn 6", "turn 7");
  }

  @Test
  void whatWasServedIsToldToKafka() throws Exception {
    Subject subject = new Subject("acme", "told");
    Remembered memory = Remembered.text("the heron stands still").of(subject).turn("c", 0);
    reader.ingest.write(memory);

    json(reader.recall(reader.acme, "told", "heron", ""));

    assertThat(recordsOf("acme/told"))
        .singleElement()
        .asString()
        .contains(memory.id().toString(), "\"tier\":\"hot\"");
  }

  @Test
  void healthAndFiguresCanBeRead() throws Exception {
    json(reader.recall(reader.acme, "mira", "tea", ""));

    JsonNode health = json(reader.get("", "/health/detailed"));
    String metrics = reader.get("", "/metrics").body();

    assertThat(health.at("/status").asText()).isEqualTo("healthy");
    assertThat(texts(health.at("/checks"), "name"))
        .contains("postgres", "redis", "kafka", "publisher", "embedder", "keys");
    assertThat(metrics)
        .contains(
            "mneme_reader_recall_duration_seconds_bucket",
            "stage=\"rank\"",
            "mneme_reader_cache_lookups_total",
            "mneme_reader_answers_total");
  }

  private static final String TOMAS_ID = "7d5d4c0e-54f5-5d0c-9a58-1c0f5b5e6b01";

  private static List<String> recordsOf(String key) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", Backends.shared().kafkaBootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (int i = 0; i < RunningReader.PARTITIONS; i++) {
        partitions.add(new TopicPartition(Topics.RECALLS, i));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      for (int i = 0; i < 50 && values.isEmpty(); i++) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (new String(record.key(), StandardCharsets.UTF_8).equals(key)) {
            values.add(new String(record.value(), StandardCharsets.UTF_8));
          }
        }
      }
    }
    return values;
  }

  private static String minute(int number) {
    return Instant.parse("2026-02-01T00:00:00Z").plusSeconds(60L * number).toString();
  }

  private static List<Integer> numbers(List<String> texts) {
    return texts.stream().map(text -> Integer.valueOf(text.substring(6))).toList();
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(node -> node.path(field).asText())
        .toList();
  }
}
