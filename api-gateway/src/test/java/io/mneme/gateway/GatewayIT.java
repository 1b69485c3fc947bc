package io.mneme.gateway;

import static io.mneme.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.platform.keys.Keys;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.testkit.Backends;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the gateway does with events, seen from outside and from the log. */
final class GatewayIT {
  /** Decompressed, more bytes than the server would buffer. */
  private static final int LINES = 100_000;

  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    Backends backends = Backends.shared();
    backends.freshTopics(RunningGateway.PARTITIONS);
    gateway = new RunningGateway(backends.kafkaBootstrap(), Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void anAcceptedEventIsInTheLogWhereItsPositionSays() throws Exception {
    HttpResponse<String> response =
        gateway.send(
            gateway
                .request("/v1/events")
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Mneme-Correlation-Id", "order-66")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .POST(
                    BodyPublishers.ofString(
                        """
                        {"user": "ann", "conversation": "c1", "text": "Grüße 👋",
                         "occurred_at": "2024-05-01T10:00:00+02:00", "metadata": {"n": 1}}
                        """)));

    assertThat(response.statusCode()).isEqualTo(202);
    String position = json(response).path("position").textValue();
    assertThat(response.headers().firstValue("Mneme-Position")).contains(position);
    assertThat(response.headers().firstValue("Mneme-Correlation-Id")).contains("order-66");
    assertThat(response.headers().firstValue("Mneme-Degradation")).contains("L0");
    ConsumerRecord<byte[], byte[]> record = recordAt(position);
    Event event = Json.read(record.value(), Event.class);
    assertThat(event.eventId()).hasToString(json(response).path("event_id").textValue());
    assertThat(event.subject()).isEqualTo(new Subject("acme", "ann"));
    assertThat(event.occurredAt()).isEqualTo("2024-05-01T08:00:00Z");
    assertThat(((Intent.TurnRecorded) event.intent()).text()).isEqualTo("Grüße 👋");
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("acme/ann");
    assertThat(record.partition())
        .isEqualTo(SubjectPartitions.of(event.subject(), RunningGateway.PARTITIONS));
    assertThat(record.timestamp()).isEqualTo(event.acceptedAt().toEpochMilli());
    assertThat(RecordHeaders.schema(record.headers())).contains("event/1");
    assertThat(RecordHeaders.correlationId(record.headers())).contains("order-66");
    assertThat(RecordHeaders.get(record.headers(), "traceparent"))
        .contains("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  }

  @Test
  void anIdempotencyKeyNamesTheSameEventAtEveryTry() throws Exception {
    HttpRequest.Builder request =
        gateway
            .request("/v1/events")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "msg-1")
            .POST(BodyPublishers.ofString("{\"user\":\"ann\",\"text\":\"once\"}"));

    String first = json(gateway.send(request.copy())).path("event_id").textValue();
    String second = json(gateway.send(request.copy())).path("event_id").textValue();

    assertThat(first).isEqualTo(second).isEqualTo(Ids.event("acme", "msg-1").toString());
  }

  /** A request that must be refused, and how. */
  record Refusal(String what, HttpRequest.Builder request, int status, String inDetail) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<Refusal> refusals() {
    byte[] broken = "{\"user\":\"ann\",\"text\":\"abcX\"}".getBytes(StandardCharsets.UTF_8);
    broken[25] = (byte) 0xC3;
    String good = "{\"user\":\"ann\",\"text\":\"hello\"}";
    List<Refusal> refusals = new ArrayList<>();
    refusals.add(
        event("an unknown field", "{\"user\":\"ann\",\"text\":\"x\",\"txet\":1}", 400, "txet"));
    refusals.add(event("an empty text", "{\"user\":\"ann\",\"text\":\"\"}", 400, "\"text\""));
    refusals.add(event("a blank text", "{\"user\":\"ann\",\"text\":\" \\n\"}", 400, "\"text\""));
    refusals.add(event("no user", "{\"text\":\"x\"}", 400, "\"user\" is required"));
    refusals.add(event("half of the JSON", "{\"user\":\"ann\"", 400, "not JSON (line 1"));
    refusals.add(event("no body", "", 400, "no body"));
    refusals.add(event("two values", good + good, 400, "something follows"));
    refusals.add(event("a NUL", "{\"user\":\"ann\",\"text\":\"a\\u0000b\"}", 400, "U+0000"));
    refusals.add(
        event("half a character", "{\"user\":\"ann\",\"text\":\"\\ud83d\"}", 400, "surrogate"));
    refusals.add(
        event("a key of another type", "{\"user\":7,\"text\":\"x\"}", 400, "must be a string"));
    refusals.add(
        event(
            "an erasure without its scope",
            "{\"user\":\"ann\",\"type\":\"subject_erased\"}",
            403,
            "erase"));
    refusals.add(
        new Refusal(
            "broken UTF-8",
            events("application/json").POST(BodyPublishers.ofByteArray(broken)),
            400,
            "byte 25"));
    refusals.add(
        new Refusal(
            "a body of 2 MB",
            events("application/json").POST(BodyPublishers.ofByteArray(twoMegabytes())),
            413,
            "1048576 bytes"));
    refusals.add(
        new Refusal(
            "a body of 2 MB that does not say so",
            events("application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(twoMegabytes()))),
            413,
            "1048576 bytes"));
    refusals.add(
        new Refusal(
            "20 MB of zeros in a small gzip",
            events("application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(new byte[20 << 20]))),
            413,
            "1048576 bytes"));
    refusals.add(
        new Refusal(
            "half a gzip",
            events("application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(new byte[999]), 0, 20)),
            400,
            "gzip"));
    refusals.add(
        new Refusal(
            "another compression",
            events("application/json")
                .header("Content-Encoding", "br")
                .POST(BodyPublishers.ofString(good)),
            415,
            "gzip"));
    refusals.add(
        new Refusal(
            "a form",
            events("application/x-www-form-urlencoded").POST(BodyPublishers.ofString("a=b")),
            415,
            "application/json"));
    refusals.add(
        new Refusal(
            "no content type",
            gateway.request("/v1/events").POST(BodyPublishers.ofString(good)),
            415,
            "is missing"));
    refusals.add(
        new Refusal(
            "another charset",
            events("application/json; charset=latin1").POST(BodyPublishers.ofString(good)),
            415,
            "UTF-8"));
    refusals.add(
        new Refusal("no key", anonymous().POST(BodyPublishers.ofString(good)), 401, "API key"));
    refusals.add(
        new Refusal(
            "a key nobody made",
            anonymous()
                .header("X-API-Key", "mneme_dev_nonsense")
                .POST(BodyPublishers.ofString(good)),
            401,
            "not known"));
    refusals.add(
        new Refusal(
            "a key with another secret",
            anonymous().header("X-API-Key", otherSecret()).POST(BodyPublishers.ofString(good)),
            401,
            "not known"));
    refusals.add(
        new Refusal(
            "a key in the address",
            HttpRequest.newBuilder(
                    gateway.url().resolve("/v1/events?api_key=" + gateway.key().text()))
                .POST(BodyPublishers.ofString(good)),
            401,
            "API key"));
    return refusals;
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusedRequestSaysWhyAndLeavesNoTrace(Refusal refusal) throws Exception {
    long before = gateway.logSize();

    HttpResponse<String> response = gateway.send(refusal.request());

    assertThat(response.statusCode()).as(response.body()).isEqualTo(refusal.status());
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = json(response);
    assertThat(problem.path("type").textValue()).startsWith("urn:mneme:problem:");
    assertThat(problem.path("status").intValue()).isEqualTo(refusal.status());
    assertThat(problem.path("detail").textValue()).contains(refusal.inDetail());
    assertThat(problem.path("correlation_id").textValue())
        .isNotBlank()
        .isEqualTo(response.headers().firstValue("Mneme-Correlation-Id").orElseThrow());
    assertThat(gateway.logSize()).isEqualTo(before);
  }

  @Test
  void aProblemPointsAtEveryFieldAtFault() throws Exception {
    JsonNode problem =
        json(gateway.post("{\"text\":\" \",\"role\":\"boss\",\"metadata\":{\"a/b\":\"\\u0000\"}}"));

    assertThat(problem.path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/metadata/a~1b", "/text", "/role", "/user");
  }

  @Test
  void anArrayIsAnsweredItemByItem() throws Exception {
    long before = gateway.logSize();

    HttpResponse<String> response =
        gateway.post(
            """
            [{"user":"bo","text":"one"}, {"user":"bo","text":""}, 7,
             {"user":"bo","text":"two","idempotency_key":"k2"}]
            """);

    assertThat(response.statusCode()).isEqualTo(207);
    JsonNode answer = json(response);
    assertThat(answer.path("accepted").intValue()).isEqualTo(2);
    assertThat(answer.path("rejected").intValue()).isEqualTo(2);
    assertThat(answer.path("items").findValuesAsText("event_id"))
        .hasSize(2)
        .contains(Ids.event("acme", "k2").toString());
    List<Integer> statuses = new ArrayList<>();
    answer.path("items").forEach(item -> statuses.add(item.path("status").intValue()));
    assertThat(statuses).containsExactly(202, 400, 400, 202);
    assertThat(gateway.logSize()).isEqualTo(before + 2);
  }

  @Test
  void anArrayOfNothingButMistakesIsA400() throws Exception {
    assertThat(gateway.post("[{\"user\":\"bo\"}]").statusCode()).isEqualTo(400);
  }

  @Test
  void theEventsOfOneUserKeepTheirOrder() throws Exception {
    StringBuilder array = new StringBuilder("[");
    for (int i = 0; i < 1_000; i++) {
      array.append(i == 0 ? "" : ",").append("{\"user\":\"order\",\"text\":\"t" + i + "\"}");
    }

    HttpResponse<String> response = gateway.post(array.append("]").toString());

    assertThat(response.statusCode()).isEqualTo(202);
    List<String> texts = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : gateway.log()) {
      Event event = Json.read(record.value(), Event.class);
      if (event.user().equals("order")) {
        texts.add(((Intent.TurnRecorded) event.intent()).text());
      }
    }
    assertThat(texts).hasSize(1_000);
    assertThat(texts.getFirst()).isEqualTo("t0");
    assertThat(texts.get(500)).isEqualTo("t500");
    assertThat(texts.getLast()).isEqualTo("t999");
  }

  @Test
  void linesAreAnsweredLineByLine() throws Exception {
    String lines =
        """
        {"user":"nd","text":"one"}

        {"user":"nd","text":""}
        not json
        {"user":"nd","text":"%s"}
        {"user":"nd","text":"last"}\
        """
            .formatted("x".repeat(300 * 1024));

    HttpResponse<String> response =
        gateway.post(lines.getBytes(StandardCharsets.UTF_8), "application/x-ndjson");

    assertThat(response.statusCode()).isEqualTo(200);
    List<JsonNode> answers = new ArrayList<>();
    for (String line : response.body().lines().toList()) {
      answers.add(Json.mapper().readTree(line));
    }
    assertThat(answers.stream().map(answer -> answer.path("line").intValue()))
        .containsExactly(1, 3, 4, 5, 6);
    assertThat(answers.stream().map(answer -> answer.path("status").intValue()))
        .containsExactly(202, 400, 400, 413, 202);
  }

  @Test
  void aStreamMayBeCompressedAndLong() throws Exception {
    long before = gateway.logSize();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (int i = 0; i < LINES; i++) {
      lines.writeBytes(
          ("{\"user\":\"u" + i % 50 + "\",\"text\":\"line number " + i + "\"}\n")
              .getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> response =
        gateway.send(
            events("application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(lines.toByteArray()))));

    assertThat(response.body().lines().filter(line -> line.contains("\"status\":202")).count())
        .isEqualTo(LINES);
    assertThat(gateway.logSize()).isEqualTo(before + LINES);
  }

  @Test
  void aStreamThatBreaksOffSaysSo() throws Exception {
    byte[] whole =
        gzip(
            "{\"user\":\"cut\",\"text\":\"one\"}\n".repeat(5_000).getBytes(StandardCharsets.UTF_8));

    HttpResponse<String> response =
        gateway.send(
            events("application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(whole, 0, whole.length - 20)));

    String last = response.body().lines().reduce((first, second) -> second).orElseThrow();
    assertThat(last).contains("broken-stream");
  }

  @Test
  void aSessionIsWrittenAndAMemoryForgottenThroughTheLog() throws Exception {
    String memory = "0190f7a5-5f0e-7c3a-8a54-3f6f0a5b7c11";

    HttpResponse<String> session =
        gateway.send(
            gateway
                .request("/v1/sessions/s1?user=ann")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"verified\":true}")));
    HttpResponse<String> forgotten =
        gateway.send(gateway.request("/v1/memories/" + memory + "?user=ann").DELETE());

    assertThat(session.statusCode()).isEqualTo(202);
    assertThat(forgotten.statusCode()).isEqualTo(202);
    Event touched = Json.read(recordAt(position(session)).value(), Event.class);
    assertThat(touched.intent())
        .isEqualTo(new Intent.SessionTouched("s1", Map.of("verified", true)));
    Event gone = Json.read(recordAt(position(forgotten)).value(), Event.class);
    assertThat(((Intent.MemoryForgotten) gone.intent()).memoryId()).hasToString(memory);
  }

  @Test
  void aKeyMadeLaterIsKnownSoonAndOneRevokedIsRefusedSoon() throws Exception {
    Keys.Created other = gateway.makeKey("umbrella", List.of("ingest", "erase"));
    HttpRequest.Builder erase =
        anonymous()
            .header("X-API-Key", other.text())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"user\":\"ann\",\"type\":\"subject_erased\"}"));

    HttpResponse<String> response = gateway.send(erase.copy());
    for (int i = 0; i < 100 && response.statusCode() == 401; i++) {
      Thread.sleep(20);
      response = gateway.send(erase.copy());
    }

    assertThat(response.statusCode()).isEqualTo(202);
    Event erased = Json.read(recordAt(position(response)).value(), Event.class);
    assertThat(erased.tenant()).isEqualTo("umbrella");
  }

  @Test
  void whatIsNotThereIsAProblemToo() throws Exception {
    assertProblem(gateway.send(gateway.request("/v1/nothing")), 404);
    assertProblem(gateway.send(gateway.request("/v1/events")), 405);
    assertProblem(
        gateway.send(gateway.request("/v1/memories/0190f7a5-5f0e-7c3a-8a54-3f6f0a5b7c11").DELETE()),
        400);
  }

  @Test
  void healthMetricsAndDescriptionNeedNoKey() throws Exception {
    for (String path :
        List.of(
            "/health",
            "/health/live",
            "/health/ready",
            "/health/detailed",
            "/metrics",
            "/docs",
            "/openapi.yaml")) {
      HttpResponse<String> response =
          gateway.send(HttpRequest.newBuilder(gateway.url().resolve(path)));
      assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
    }
    String metrics = gateway.send(HttpRequest.newBuilder(gateway.url().resolve("/metrics"))).body();
    assertThat(metrics)
        .contains(
            "mneme_http_request_duration_seconds_bucket",
            "jvm_memory_used",
            "process_uptime_seconds");
  }

  private static void assertProblem(HttpResponse<String> response, int status) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(json(response).path("status").intValue()).isEqualTo(status);
    assertThat(response.headers().firstValue("Mneme-Correlation-Id")).isPresent();
  }

  private static Refusal event(String what, String body, int status, String inDetail) {
    return new Refusal(
        what, events("application/json").POST(BodyPublishers.ofString(body)), status, inDetail);
  }

  private static HttpRequest.Builder events(String contentType) {
    return gateway.request("/v1/events").header("Content-Type", contentType);
  }

  private static HttpRequest.Builder anonymous() {
    return HttpRequest.newBuilder(gateway.url().resolve("/v1/events"));
  }

  private static String otherSecret() {
    return new io.mneme.platform.keys.KeyForm(
            "dev", gateway.key().key().keyId(), "0123456789abcdefghijABCDEFGHIJ01")
        .text();
  }

  private static byte[] twoMegabytes() {
    return ("{\"user\":\"ann\",\"text\":\"" + "x".repeat(2 << 20) + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static String position(HttpResponse<String> response) throws IOException {
    return json(response).path("position").textValue();
  }

  private static ConsumerRecord<byte[], byte[]> recordAt(String position) {
    return gateway.log().stream()
        .filter(record -> (record.partition() + ":" + record.offset()).equals(position))
        .findFirst()
        .orElseThrow();
  }
}
