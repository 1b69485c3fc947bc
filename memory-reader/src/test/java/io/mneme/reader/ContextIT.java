package io.mneme.reader;

import static io.mneme.reader.RunningReader.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.mneme.platform.Outage;
import io.mneme.platform.kafka.LogTail;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.MemoryScope;
import io.mneme.schemas.topic.Topics;
import io.mneme.testkit.Backends;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The context of a prompt over HTTP, the first time and when it was asked before; the past; and the
 * states of sessions, which an application keeps beside them; what more than one user may know.
 */
class ContextIT {
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
  void whatIsSharedIsKnownToTheTenantsUsersAndWhatIsGlobalToAll() throws Exception {
    Remembered shared =
        Remembered.text("the harbour shop opens at nine")
            .of(MemoryScope.SHARED.subject("acme", ""));
    reader.ingest.write(shared);
    reader.ingest.write(
        Remembered.text("the harbour light is white").of(MemoryScope.GLOBAL.subject("acme", "")));
    reader.ingest.write(
        Remembered.text("I like the harbour").of(new Subject("acme", "scoped")).turn("h", 0));

    JsonNode both = json(reader.recall(reader.acme, "scoped", "harbour", ""));
    assertThat(texts(both.at("/memories"), "scope")).containsExactlyInAnyOrder("private", "shared");
    String everything = ",\"scopes\":[\"private\",\"shared\",\"global\"]";
    JsonNode all = json(reader.recall(reader.acme, "scoped", "harbour", everything));
    assertThat(texts(all.at("/memories"), "scope"))
        .containsExactlyInAnyOrder("private", "shared", "global");
    JsonNode foreign = json(reader.recall(reader.zeta, "scoped", "harbour", everything));
    assertThat(texts(foreign.at("/memories"), "scope")).containsExactly("global");

    String path = "/v1/memories/" + shared.id() + "?scope=shared";
    assertThat(json(reader.get(reader.acme, path)).at("/scope").asText()).isEqualTo("shared");
    assertThat(reader.get(reader.zeta, path).statusCode()).isEqualTo(404);
    assertThat(
            texts(
                json(reader.get(reader.acme, "/v1/memories?scope=global")).at("/memories"), "text"))
        .containsExactly("the harbour light is white");
    String context = "/v1/context?user=scoped&query=harbour&scopes=";
    assertThat(json(reader.get(reader.acme, context + "shared")).at("/text").asText())
        .contains("nine")
        .doesNotContain("like", "white");
  }

  @Test
  void contextHoldsTheConversationAndTheBestMemoriesWithinItsBudget() throws Exception {
    Subject subject = new Subject("acme", "context");
    reader.ingest.write(
        Remembered.text("I am allergic to peanuts").of(subject).by("Mira").turn("old", 0),
        Remembered.text("The weather was fine").of(subject).by("Mira").turn("old", 1),
        Remembered.text("Which snacks with peanuts?").of(subject).by("Tomas").turn("now", 0));

    JsonNode context =
        json(reader.get(reader.acme, "/v1/context?user=context&conversation=now&tokens=60"));

    assertThat(texts(context.at("/working"), "text")).containsExactly("Which snacks with peanuts?");
    assertThat(context.at("/memories/0/text").asText()).isEqualTo("I am allergic to peanuts");
    assertThat(context.at("/text").asText())
        .contains("Relevant memories:", "Mira: I am allergic", "Conversation so far:", "Tomas: ");
    assertThat(context.at("/tokens").asInt()).isBetween(1, 60);
  }

  @Test
  void whatTheConversationSaidEarlierIsSummedUpAndTheApplicationsOwnSummaryComesFirst()
      throws Exception {
    Subject subject = new Subject("acme", "summary");
    List<Remembered> turns = new ArrayList<>();
    for (int turn = 0; turn < 25; turn++) {
      String text = "The garden plan number " + turn + " has roses and an apple tree.";
      turns.add(Remembered.text(text).of(subject).by("Mira").turn("now", turn));
    }
    reader.ingest.write(turns.toArray(Remembered[]::new));
    String path = "/v1/context?user=summary&conversation=now&tokens=1000";
    JsonNode chosen = json(reader.get(reader.acme, path));
    Remembered given =
        Remembered.text("They plan a garden. Roses matter most.")
            .of(subject)
            .with(Map.of("summary_of", "now"));
    String known = reader.ingest.write(given).toString();
    JsonNode told = json(reader.get(reader.acme, path, "Mneme-After", known));

    assertThat(chosen.at("/working")).hasSize(20);
    assertThat(chosen.at("/summary")).isNotEmpty().allMatch(line -> line.at("/turn").asInt() < 5);
    assertThat(chosen.at("/summary/0/memory_id").asText()).isEqualTo(turns.get(0).id().toString());
    assertThat(chosen.at("/text").asText()).contains("Earlier in this conversation:\n- [");
    assertThat(texts(told.at("/summary"), "text"))
        .containsExactly("They plan a garden.", "Roses matter most.");
    assertThat(told.at("/summary/1/memory_id").asText()).isEqualTo(given.id().toString());
    assertThat(told.at("/text").asText()).containsOnlyOnce("Roses matter most.");
    assertThat(told.has("unavailable")).isFalse();
  }

  @Test
  void aContextThatWasAnsweredBeforeKnowsTheNextTurn() throws Exception {
    Subject subject = new Subject("acme", "ready");
    String path = "/v1/context?user=ready&conversation=now";
    for (int turn = 0; turn < 5; turn++) {
      reader.ingest.write(Remembered.text("turn " + turn).of(subject).turn("now", turn));
      List<String> told = List.of();
      for (int asked = 0; asked < 3; asked++) {
        JsonNode context = json(reader.get(reader.acme, path));
        told = texts(context.at("/working"), "text");
      }
      long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
      while (told.size() <= turn && System.nanoTime() < end) { // being told takes a moment
        told = texts(json(reader.get(reader.acme, path)).at("/working"), "text");
      }
      assertThat(told).hasSize(turn + 1).endsWith("turn " + turn);
    }
  }

  @Test
  void aQuestionOfThePastIsAnsweredAsItWouldHaveBeenThenAndOnlyThat() throws Exception {
    Subject subject = new Subject("acme", "past");
    Remembered oslo = Remembered.text("I live in Oslo").of(subject).turn("c", 0).at(day(1));
    Remembered dog = Remembered.text("my dog lives with me").of(subject).turn("c", 1).at(day(3));
    Remembered told = Remembered.text("the secret is 4711").of(subject).turn("c", 2).at(day(1));
    reader.ingest.write(oslo, dog, told);
    Remembered bergen = Remembered.text("I live in Bergen").of(subject).turn("c", 0).at(day(1));
    reader.ingest.correct(oslo, bergen, Instant.parse(day(5)));
    reader.ingest.forgetUntold(subject, told.id());
    String now = recalled("past", "");

    assertThat(recalled("past", day(1)))
        .contains("Oslo", "\"as_of\":\"" + day(1) + "\"")
        .doesNotContain("Bergen", "dog", "4711");
    assertThat(recalled("past", day(4))).contains("Oslo", "dog").doesNotContain("Bergen");
    assertThat(recalled("past", day(5))).contains("Bergen", "dog").doesNotContain("Oslo");
    JsonNode context =
        json(
            reader.get(
                reader.acme, "/v1/context?user=past&conversation=c&query=x&as_of=" + day(4)));
    assertThat(texts(context.at("/working"), "text"))
        .containsExactly("I live in Oslo", "my dog lives with me");
    assertThat(recalled("past", "")).as("what is answered of now").isEqualTo(now);
    String list = "/v1/memories?user=past&limit=1&as_of=" + day(4);
    JsonNode page = json(reader.get(reader.acme, list));
    String next = "&cursor=" + page.at("/next_cursor").asText();
    assertThat(texts(page.at("/memories"), "text")).containsExactly("my dog lives with me");
    assertThat(texts(json(reader.get(reader.acme, list + next)).at("/memories"), "text"))
        .containsExactly("I live in Oslo");
  }

  private static String day(int number) {
    return "2026-01-0" + number + "T00:00:00Z";
  }

  private static String recalled(String user, String asOf) throws Exception {
    String time = asOf.isEmpty() ? "" : ",\"as_of\":\"" + asOf + "\"";
    return reader.recall(reader.acme, user, "where do I live?", time).body();
  }

  @Test
  void aMemorysLifeIsToldFromItsBirthToWhoeverMayReadIt() throws Exception {
    Subject subject = new Subject("acme", "life");
    Remembered born = Remembered.text("I live in Oslo").of(subject).turn("c", 0).at(day(1));
    reader.ingest.write(born);
    Remembered words = Remembered.text("I live in Bergen").of(subject).turn("c", 0);
    Position at = reader.ingest.correct(born, words, Instant.parse(day(5)));
    String path = "/v1/memories/" + born.id() + "/history?user=";

    HttpResponse<String> response = reader.get(reader.acme, path + "life");

    JsonNode life = json(response);
    JsonNode memory = json(reader.get(reader.acme, "/v1/memories/" + born.id() + "?user=life"));
    assertThat(texts(life.at("/versions"), "text"))
        .containsExactly("I live in Oslo", "I live in Bergen");
    assertThat(life.at("/event_id")).isEqualTo(memory.at("/event_id"));
    assertThat(life.at("/versions/0/event_id")).isEqualTo(memory.at("/event_id"));
    assertThat(life.at("/versions/0/known_from").asText()).isEqualTo(day(1));
    assertThat(life.at("/versions/0/known_until").asText()).isEqualTo(day(5));
    assertThat(life.at("/versions/1/known_from").asText()).isEqualTo(day(5));
    assertThat(life.at("/versions/1").has("known_until")).isFalse();
    assertThat(life.at("/versions/1/event_id").asText())
        .isEqualTo(Ingest.correction(at).toString());
    assertThat(life.at("/complete").asBoolean()).isTrue();
    assertThat(response.headers().firstValue("mneme-consistency")).contains("none");
    assertThat(reader.get(reader.acme, path + "somebody").statusCode()).isEqualTo(404);
    assertThat(reader.get(reader.zeta, path + "life").statusCode()).isEqualTo(404);
    reader.ingest.forgetUntold(subject, born.id());
    HttpResponse<String> gone = reader.get(reader.acme, path + "life");
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(gone.headers().firstValue("mneme-consistency")).contains("none");
    assertThat(gone.headers().firstValue("mneme-degradation")).contains("L0");
  }

  @Test
  void whoDoesNotWaitSeesWhatTheLogHoldsAndNobodyHasDerived() throws Exception {
    Subject subject = elsewhere("tail");
    reader.ingest.write(Remembered.text("said before").of(subject).turn("c", 0));
    String path = "/v1/context?conversation=c&user=" + subject.user();
    try (RecordPublisher publisher =
        new RecordPublisher(PublisherConfig.of(Backends.shared().kafkaBootstrap()))) {
      publisher.sendAndWait(said(subject, "just said"));
      publisher.sendAndWait(said(new Subject("acme", subject.user() + "x"), "another's"));
    }

    JsonNode tail = json(reader.get(reader.acme, path + "&tail=true"));
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (tail.at("/tail").asText().equals("unread") && System.nanoTime() < end) {
      tail = json(reader.get(reader.acme, path + "&tail=true")); // the first has to connect
    }

    assertThat(tail.at("/tail").asText()).isEqualTo("whole");
    assertThat(texts(tail.at("/working"), "text")).containsExactly("said before", "just said");
    assertThat(tail.at("/working/0").has("derived")).isFalse();
    assertThat(tail.at("/working/1/derived").isBoolean()).isTrue();
    assertThat(tail.at("/working/1/derived").asBoolean()).isFalse();
    JsonNode without = json(reader.get(reader.acme, path));
    assertThat(without.has("tail")).isFalse();
    assertThat(texts(without.at("/working"), "text")).containsExactly("said before");
  }

  /** One whose partition the ingest of this test never touches. */
  private static Subject elsewhere(String name) {
    return IntStream.range(0, 100)
        .mapToObj(number -> new Subject("acme", name + number))
        .filter(subject -> SubjectPartitions.of(subject, RunningReader.PARTITIONS) != 0)
        .findFirst()
        .orElseThrow();
  }

  private static ProducerRecord<byte[], byte[]> said(Subject subject, String text) {
    Instant now = Instant.now();
    Event event =
        new Event(
            Ids.event(subject.tenant(), text),
            subject.tenant(),
            subject.user(),
            now,
            now,
            new Intent.TurnRecorded("c", Role.USER, null, text, null, Map.of()));
    byte[] key = subject.key().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(Topics.EVENTS, key, Json.write(event));
  }

  @Test
  void aLogThatDoesNotAnswerIsGivenUpInTime() throws Exception {
    LogTail.Limits limits = new LogTail.Limits(10, 1_000, Duration.ofMillis(200));
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        LogTail log =
            new LogTail(
                "127.0.0.1:" + silent.getLocalPort(),
                Topics.EVENTS,
                limits,
                InstantSource.system())) {
      long began = System.nanoTime();

      assertThatThrownBy(() -> log.read(new Subject("acme", "mira"), Map.of()))
          .isInstanceOf(Outage.class);

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(node -> node.path(field).asText())
        .toList();
  }

  @Test
  void aSessionHasTheETagOfItsLastWriteAndIsNotSentToWhoHasIt() throws Exception {
    Subject subject = new Subject("acme", "etags");
    String path = "/v1/sessions/s?user=etags";
    reader.ingest.touch(subject, "s", Map.of("n", 1), Instant.now());
    HttpResponse<String> first = reader.get(reader.acme, path);
    String etag = first.headers().firstValue("etag").orElseThrow();
    flushRedis();
    HttpResponse<String> stored = reader.get(reader.acme, path);
    HttpResponse<String> known = reader.get(reader.acme, path, "If-None-Match", etag);
    reader.ingest.touch(subject, "s", Map.of("n", 2), Instant.now());
    HttpResponse<String> moved = reader.get(reader.acme, path, "If-None-Match", etag);

    assertThat(etag).matches("\"[0-9a-f-]{36}\"");
    assertThat(stored.headers().firstValue("etag")).contains(etag);
    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(known.headers().firstValue("etag")).contains(etag);
    assertThat(known.body()).isEmpty();
    assertThat(moved.statusCode()).isEqualTo(200);
    assertThat(moved.headers().firstValue("etag")).isPresent().isNotEqualTo(Optional.of(etag));
    assertThat(json(moved).at("/state/n").asInt()).isEqualTo(2);
  }

  @Test
  void whatBecameOfAConditionalWriteIsToldItsUserAlone() throws Exception {
    UUID write = reader.ingest.refuse(new Subject("acme", "verdicts"), "s");
    String path = "/v1/sessions/%s/writes/" + write + "?user=%s";

    JsonNode verdict = json(reader.get(reader.acme, path.formatted("s", "verdicts")));

    assertThat(verdict.at("/outcome").asText()).isEqualTo("refused");
    assertThat(verdict.has("current")).isFalse();
    for (String other : List.of(path.formatted("s", "mira"), path.formatted("t", "verdicts"))) {
      assertThat(reader.get(reader.acme, other).statusCode()).as(other).isEqualTo(404);
    }
    assertThat(reader.get(reader.zeta, path.formatted("s", "verdicts")).statusCode())
        .isEqualTo(404);
    HttpResponse<String> early =
        reader.get(
            reader.acme,
            "/v1/sessions/s/writes/" + new UUID(1, 2) + "?user=verdicts",
            "Mneme-After",
            reader.ingest.following().toString());
    assertThat(early.statusCode()).isEqualTo(404);
    assertThat(early.headers().firstValue("mneme-consistency")).contains("stale");
  }

  private static void flushRedis() {
    try (RedisClient client = RedisClient.create(reader.addresses.redisUrl());
        StatefulRedisConnection<String, String> redis = client.connect()) {
      redis.sync().flushall();
    }
  }
}
