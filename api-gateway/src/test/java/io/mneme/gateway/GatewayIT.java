package io.mneme.gateway;

import static io.mneme.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.platform.keys.Keys;
import io.mneme.schemas.Headers;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.testkit.Backends;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of an event the gateway accepts, seen from outside and from the log. */
final class GatewayIT {
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
    ConsumerRecord<byte[], byte[]> record = gateway.recordAt(position);
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

  @Test
  void aHundredRequestsWithOneKeyGetOneAnswer() throws Exception {
    long before = gateway.logSize();
    HttpRequest.Builder request =
        gateway
            .request("/v1/events")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "msg-100")
            .POST(BodyPublishers.ofString("{\"user\":\"ann\",\"text\":\"once of 100\"}"));
    List<Future<HttpResponse<String>>> answers = new ArrayList<>();

    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        answers.add(clients.submit(() -> gateway.send(request.copy())));
      }
    }

    Set<String> bodies = new HashSet<>();
    for (Future<HttpResponse<String>> answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(202);
      bodies.add(answer.get().body());
    }
    assertThat(bodies).hasSize(1);
    assertThat(gateway.logSize()).isEqualTo(before + 1);
  }

  @Test
  void anImportIsQueuedAndWhatChangesSomethingIsNot() throws Exception {
    long before = gateway.logSize();
    HttpRequest.Builder bulk =
        gateway
            .request("/v1/events")
            .header("Content-Type", "application/json")
            .header("Mneme-Priority", "bulk");

    HttpResponse<String> queued =
        gateway.send(
            bulk.copy().POST(BodyPublishers.ofString("{\"user\":\"ann\",\"text\":\"old\"}")));
    HttpResponse<String> refused =
        gateway.send(
            bulk.copy()
                .POST(
                    BodyPublishers.ofString(
                        "{\"user\":\"ann\",\"type\":\"session_touched\",\"session\":\"s\","
                            + "\"state\":{}}")));

    assertThat(queued.statusCode()).isEqualTo(202);
    assertThat(json(queued).path("queued").textValue()).isEqualTo("bulk");
    assertThat(json(queued).has("position")).isFalse();
    assertThat(json(queued).path("event_id").isTextual()).isTrue();
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(gateway.logSize()).isEqualTo(before);
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
    Event touched = Json.read(gateway.recordAt(position(session)).value(), Event.class);
    assertThat(touched.intent())
        .isEqualTo(new Intent.SessionTouched("s1", Map.of("verified", true)));
    Event gone = Json.read(gateway.recordAt(position(forgotten)).value(), Event.class);
    assertThat(((Intent.MemoryForgotten) gone.intent()).memoryId()).hasToString(memory);
  }

  @Test
  void whatIsGlobalSaysWhoseKeyWroteIt() throws Exception {
    Keys.Created operator = gateway.makeKey("umbrella", List.of("ingest", "ops"));
    String fact = "{\"type\":\"memory_asserted\",\"text\":\"t\",\"scope\":\"%s\"}";

    HttpResponse<String> global = soon(writes(operator, fact.formatted("global")), 202);
    HttpResponse<String> shared = soon(writes(operator, fact.formatted("shared")), 202);

    assertThat(RecordHeaders.get(gateway.recordAt(position(global)).headers(), Headers.WRITTEN_BY))
        .contains("umbrella/" + operator.key().keyId());
    assertThat(RecordHeaders.get(gateway.recordAt(position(shared)).headers(), Headers.WRITTEN_BY))
        .isEmpty();
  }

  private static HttpRequest.Builder writes(Keys.Created key, String event) {
    return anonymous()
        .header("X-API-Key", key.text())
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(event));
  }

  @Test
  void aKeyMadeLaterIsKnownSoonAndOneRevokedIsRefusedSoon() throws Exception {
    Keys.Created other = gateway.makeKey("umbrella", List.of("ingest", "erase"));
    HttpRequest.Builder erase =
        anonymous()
            .header("X-API-Key", other.text())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"user\":\"ann\",\"type\":\"subject_erased\"}"));

    HttpResponse<String> known = soon(erase, 202);
    gateway.revoke(other);
    HttpResponse<String> refused = soon(erase, 401);

    Event erased = Json.read(gateway.recordAt(position(known)).value(), Event.class);
    assertThat(erased.tenant()).isEqualTo("umbrella");
    assertThat(json(refused).path("detail").textValue()).contains("revoked");
  }

  /** The answer, once it is this one; the gateway reads the keys' topic as it grows. */
  private static HttpResponse<String> soon(HttpRequest.Builder request, int status)
      throws Exception {
    HttpResponse<String> response = gateway.send(request.copy());
    for (int i = 0; i < 250 && response.statusCode() != status; i++) {
      Thread.sleep(20);
      response = gateway.send(request.copy());
    }
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return response;
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

  private static HttpRequest.Builder anonymous() {
    return HttpRequest.newBuilder(gateway.url().resolve("/v1/events"));
  }

  private static String position(HttpResponse<String> response) throws IOException {
    return json(response).path("position").textValue();
  }
}
