package io.mneme.reader;

import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.mneme.devstack.Addresses;
import io.mneme.platform.ServiceMain;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.keys.Keys;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.cold.ObjectStores;
import io.mneme.testkit.Backends;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader as it is deployed, on real backends, filled by the real store of the writer. */
class ReaderIT {
  private static final int PARTITIONS = 3;
  private static final Subject TOMAS = new Subject("acme", "tomas");
  private static final Subject STRANGER = new Subject("zeta", "mira");

  @TempDir static Path objects;

  private static Addresses addresses;
  private static ApplicationContext reader;
  private static Ingest ingest;
  private static String acme = "";
  private static String zeta = "";
  private static String noRecall = "";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    Backends backends = Backends.shared();
    backends.freshTopics(PARTITIONS);
    addresses = backends.freshAddresses();
    String folder = objects.toUri().toString();
    ingest =
        new Ingest(addresses.postgres(), ObjectStores.open(folder, java.util.Optional.empty()));
    makeKeys(backends.kafkaBootstrap());
    reader =
        ServiceMain.start(
            ReaderMain.SERVICE,
            Map.ofEntries(
                Map.entry("micronaut.server.port", -1),
                Map.entry("mneme.kafka.bootstrap", backends.kafkaBootstrap()),
                Map.entry("mneme.postgres.url", addresses.postgres().url()),
                Map.entry("mneme.postgres.user", "mneme_reader"),
                Map.entry("mneme.postgres.password", addresses.postgres().password()),
                Map.entry("mneme.redis.url", addresses.redisUrl()),
                Map.entry("mneme.objects.url", folder),
                Map.entry("mneme.embedder.kind", "stub"),
                Map.entry("mneme.reader.wait-max", "300ms")));
    awaitReady();
  }

  @AfterAll
  static void stop() {
    reader.close();
    ingest.close();
  }

  @Test
  void recallFindsWhatWasSaidAndSaysWhyFromWhereAndHowGoodTheAnswerIs() throws Exception {
    Subject subject = new Subject("acme", "recall");
    ingest.write(
        Remembered.text("Shall we meet at the harbour?").of(subject).by("Tomas").turn("c", 0),
        Remembered.text("My bicycle is red").of(subject).by("Mira").turn("c", 1),
        Remembered.text("Lunch was late again").of(subject).by("Tomas").turn("c", 2));

    HttpResponse<String> response = recall(acme, "recall", "What colour is the bicycle?", "");

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
    ingest.write(many.toArray(Remembered[]::new));

    for (String filters :
        List.of(
            "{\"conversation\":\"quiet\"}",
            "{\"metadata\":{\"channel\":\"phone\"}}",
            "{\"from\":\"" + minute(200) + "\"}")) {
      JsonNode answer =
          json(recall(acme, "filters", "tea tea tea", ",\"k\":5,\"filters\":" + filters));

      assertThat(texts(answer.at("/memories"), "text")).containsExactly("a quiet word on tea");
    }
    JsonNode none = json(recall(acme, "filters", "tea", ",\"filters\":{\"tiers\":[\"cold\"]}"));
    assertThat(none.at("/memories")).isEmpty();
  }

  @Test
  void nothingOfAnotherUserOrTenantIsEverSeen() throws Exception {
    Remembered secret = Remembered.text("the safe opens with 4711").of(MIRA).turn("s", 0);
    ingest.write(secret);
    ingest.write(Remembered.text("the safe is green").of(STRANGER).turn("other", 0));
    ingest.touch(MIRA, "s1", Map.of("door", "open"), Instant.now());

    assertThat(json(recall(acme, "mira", "safe opens", "")).toString()).contains("4711");
    assertThat(json(recall(zeta, "mira", "safe opens", "")).toString())
        .contains("green")
        .doesNotContain("4711");
    assertThat(json(recall(acme, "tomas", "safe opens", "")).at("/memories")).isEmpty();
    String memory = "/v1/memories/" + secret.id();
    for (String path : List.of(memory, "/v1/conversations/s", "/v1/sessions/s1")) {
      assertThat(get(acme, path + "?user=mira").statusCode()).as(path).isEqualTo(200);
      assertThat(get(acme, path + "?user=tomas").statusCode()).as(path).isEqualTo(404);
      assertThat(get(zeta, path + "?user=mira").statusCode()).as(path).isEqualTo(404);
    }
    // what is another's and what is not there cannot be told apart
    JsonNode foreign = json(get(zeta, memory + "?user=mira"));
    JsonNode absent = json(get(zeta, "/v1/memories/" + TOMAS_ID + "?user=mira"));
    assertThat(foreign.at("/detail")).isEqualTo(absent.at("/detail"));
    assertThat(foreign.at("/type")).isEqualTo(absent.at("/type"));
  }

  @Test
  void aListIsWalkedWithoutGapOrRepetitionWhileOthersWrite() throws Exception {
    Subject subject = new Subject("acme", "list");
    Set<String> before = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      Remembered memory = Remembered.text("entry " + i).of(subject).turn("c", i).at(minute(i));
      ingest.write(memory);
      before.add("entry " + i);
    }
    AtomicBoolean walking = new AtomicBoolean(true);
    List<String> seen = new ArrayList<>();
    try (ExecutorService writers = Executors.newSingleThreadExecutor()) {
      Future<?> writing =
          writers.submit(() -> {
            for (int i = 60; walking.get(); i++) {
              ingest.write(Remembered.text("entry " + i).of(subject).turn("c", i).at(minute(i)));
            }
          });
      String cursor = "";
      do {
        JsonNode page = json(get(acme, "/v1/memories?user=list&limit=7" + cursor));
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
    ingest.write(
        Remembered.text("one").of(TOMAS).turn("c", 0).at(minute(1)),
        Remembered.text("two").of(TOMAS).turn("c", 1).at(minute(2)));
    String cursor = json(get(acme, "/v1/memories?user=tomas&limit=1")).at("/next_cursor").asText();

    for (String query :
        List.of("?user=mira&cursor=", "?user=tomas&tier=hot&cursor=", "?user=tomas&cursor=x")) {
      HttpResponse<String> response = get(acme, "/v1/memories" + query + cursor);
      assertThat(response.statusCode()).as(query).isEqualTo(400);
      assertThat(json(response).at("/errors/0/field").asText()).isEqualTo("cursor");
    }
    assertThat(get(acme, "/v1/memories?user=tomas&cursor=" + cursor).statusCode()).isEqualTo(200);
  }

  @Test
  void whoWaitsForAWriteReadsItOrIsToldHowFarItIs() throws Exception {
    Subject subject = new Subject("acme", "own-writes");
    Position written = ingest.write(Remembered.text("first words").of(subject).turn("c", 0));

    HttpResponse<String> applied =
        recall(acme, "own-writes", "first words", "", "Mneme-After", written.toString());

    assertThat(json(applied).at("/consistency").asText()).isEqualTo("applied");
    assertThat(applied.headers().firstValue("mneme-consistency")).contains("applied");
    assertThat(json(applied).at("/memories")).hasSize(1);

    Position ahead = new Position(0, ingest.following().offset() + 4);
    HttpResponse<String> stale =
        recall(acme, "own-writes", "first words", "", "Mneme-After", written + "," + ahead);

    assertThat(json(stale).at("/consistency").asText()).isEqualTo("stale");
    assertThat(json(stale).at("/lag_events").asLong()).isEqualTo(5);
    assertThat(json(stale).at("/memories")).hasSize(1);
  }

  @Test
  void whoWaitsIsAnsweredAsSoonAsTheWriteIsThere() throws Exception {
    Subject subject = new Subject("acme", "waiting");
    ingest.write(Remembered.text("nothing of note").of(subject).turn("c", 0));
    json(recall(acme, "waiting", "zeppelin", ""));
    try (ExecutorService readers = Executors.newSingleThreadExecutor()) {
      Future<HttpResponse<String>> waiting =
          readers.submit(() ->
              recall(
                  acme,
                  "waiting",
                  "zeppelin",
                  ",\"k\":1",
                  "Mneme-After",
                  ingest.following().toString()));
      Thread.sleep(Duration.ofMillis(50));

      ingest.write(Remembered.text("a zeppelin flew over").of(subject).turn("c", 1));

      JsonNode answer = json(waiting.get());
      assertThat(answer.at("/consistency").asText()).isEqualTo("applied");
      assertThat(answer.at("/memories/0/text").asText()).isEqualTo("a zeppelin flew over");
    }
  }

  @Test
  void contextHoldsTheConversationAndTheBestMemoriesWithinItsBudget() throws Exception {
    Subject subject = new Subject("acme", "context");
    ingest.write(
        Remembered.text("I am allergic to peanuts").of(subject).by("Mira").turn("old", 0),
        Remembered.text("The weather was fine").of(subject).by("Mira").turn("old", 1),
        Remembered.text("Which snacks with peanuts?").of(subject).by("Tomas").turn("now", 0));

    JsonNode context = json(get(acme, "/v1/context?user=context&conversation=now&tokens=60"));

    assertThat(texts(context.at("/working"), "text")).containsExactly("Which snacks with peanuts?");
    assertThat(context.at("/memories/0/text").asText()).isEqualTo("I am allergic to peanuts");
    assertThat(context.at("/text").asText())
        .contains("Relevant memories:", "Mira: I am allergic", "Conversation so far:", "Tomas: ");
    assertThat(context.at("/tokens").asInt()).isBetween(1, 60);
  }

  @Test
  void aConversationIsItsLastTurnsOldestFirst() throws Exception {
    Subject subject = new Subject("acme", "buffer");
    for (int i = 0; i < 8; i++) {
      ingest.write(Remembered.text("turn " + i).of(subject).turn("a talk/with ünïcode", i));
    }
    String id =
        URLEncoder.encode("a talk/with ünïcode", StandardCharsets.UTF_8).replace("+", "%20");

    JsonNode conversation = json(get(acme, "/v1/conversations/" + id + "?user=buffer&limit=3"));

    assertThat(conversation.at("/conversation").asText()).isEqualTo("a talk/with ünïcode");
    assertThat(texts(conversation.at("/turns"), "text"))
        .containsExactly("turn 5", "turn 6", "turn 7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"user\":\"mira\",\"query\":\"tea\",\"colour\":1}|colour|unknown-field",
        "{\"user\":\"mira\",\"query\":\"tea\",\"filters\":{\"tier\":1}}|tier|unknown-field",
        "{\"query\":\"tea\"}|user|missing-field",
        "{\"user\":\"mira\"}|query|missing-field",
        "{\"user\":\"mira\",\"query\":\" \"}|query|missing-field",
        "{\"user\":\"mira\",\"query\":\"tea\",\"k\":0}|k|invalid-value",
        "{\"user\":\"mira\",\"query\":\"tea\",\"k\":101}|k|invalid-value",
        "{\"user\":\"mira\",\"query\":\"tea\",\"k\":\"many\"}|k|wrong-type",
        "{\"user\":\"mira\",\"query\":\"tea\",\"filters\":{\"kind\":\"odd\"}}|kind|wrong-type",
        "{\"user\":\"mi\\u0000ra\",\"query\":\"tea\"}|user|invalid-value",
      })
  void aBodyThatCannotBeMeantIsRefusedWithTheNameOfTheField(
      String body, String field, String problem) throws Exception {
    HttpResponse<String> response = post(acme, "/v1/recall", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(json(response).at("/type").asText()).isEqualTo("urn:mneme:problem:" + problem);
    assertThat(json(response).at("/errors/0/field").asText()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/memories?user=mira&limit=0,limit",
    "/v1/memories?user=mira&limit=501,limit",
    "/v1/memories?user=mira&tier=lukewarm,tier",
    "/v1/memories?user=mira&from=yesterday,from",
    "/v1/memories,user",
    "/v1/context?user=mira,query",
    "/v1/context?user=mira&query=x&tokens=1,tokens",
    "/v1/conversations/s?user=mira&limit=0,limit",
    "/v1/sessions/s,user"
  })
  void aQueryThatCannotBeMeantIsRefusedWithTheNameOfTheParameter(String path, String field)
      throws Exception {
    HttpResponse<String> response = get(acme, path);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).at("/errors/0/field").asText()).isEqualTo(field);
  }

  @Test
  void aPositionThatIsNoneIsRefused() throws Exception {
    for (String after : List.of("soon", "1", "1:x", "-1:3", "1:2,,3:4")) {
      HttpResponse<String> response = recall(acme, "mira", "tea", "", "Mneme-After", after);

      assertThat(response.statusCode()).as(after).isEqualTo(400);
      assertThat(json(response).at("/errors/0/field").asText()).isEqualTo("Mneme-After");
    }
  }

  @Test
  void withoutACredentialOrItsScopeNothingIsRead() throws Exception {
    String body = "{\"user\":\"mira\",\"query\":\"tea\"}";

    assertThat(post("", "/v1/recall", body).statusCode()).isEqualTo(401);
    assertThat(post(acme + "x", "/v1/recall", body).statusCode()).isEqualTo(401);
    assertThat(post(noRecall, "/v1/recall", body).statusCode()).isEqualTo(403);
    assertThat(get(noRecall, "/v1/memories?user=mira").statusCode()).isEqualTo(403);
  }

  @Test
  void whatWasServedIsToldToKafka() throws Exception {
    Subject subject = new Subject("acme", "told");
    Remembered memory = Remembered.text("the heron stands still").of(subject).turn("c", 0);
    ingest.write(memory);

    json(recall(acme, "told", "heron", ""));

    assertThat(recordsOf("acme/told"))
        .singleElement()
        .asString()
        .contains(memory.id().toString(), "\"tier\":\"hot\"");
  }

  @Test
  void healthAndFiguresCanBeRead() throws Exception {
    json(recall(acme, "mira", "tea", ""));

    JsonNode health = json(get("", "/health/detailed"));
    String metrics = get("", "/metrics").body();

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

  private static void makeKeys(String bootstrap) throws Exception {
    try (RecordPublisher publisher = new RecordPublisher(PublisherConfig.of(bootstrap))) {
      Keys keys = new Keys(bootstrap, publisher, InstantSource.system(), new Random(1));
      acme = keys.create("acme", "test", List.of("recall"), "dev").text();
      zeta = keys.create("zeta", "test", List.of("recall"), "dev").text();
      noRecall = keys.create("acme", "test", List.of("ingest"), "dev").text();
    }
  }

  private static void awaitReady() throws Exception {
    Instant end = Instant.now().plusSeconds(30);
    while (get("", "/health/ready").statusCode() != 200) {
      assertThat(Instant.now()).as(get("", "/health/detailed").body()).isBefore(end);
      Thread.sleep(Duration.ofMillis(50));
    }
  }

  private static List<String> recordsOf(String key) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", Backends.shared().kafkaBootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (int i = 0; i < PARTITIONS; i++) {
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

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return Json.mapper().readTree(response.body());
  }

  private static HttpResponse<String> recall(
      String key, String user, String query, String more, String... headers) throws Exception {
    return post(
        key,
        "/v1/recall",
        "{\"user\":\"" + user + "\",\"query\":\"" + query + "\"" + more + "}",
        headers);
  }

  private static HttpResponse<String> post(String key, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        request(key, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String key, String path) throws Exception {
    return HTTP.send(request(key, path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String key, String path) {
    URI server = reader.getBean(EmbeddedServer.class).getURI();
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
    return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
  }
}
