package io.mneme.gateway;

import static io.mneme.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.schemas.Json;
import io.mneme.testkit.Backends;
import io.mneme.testkit.ProcessControl;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients see while Kafka is away, and afterwards. */
final class GatewayOutageIT {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(8);

  private static Backends backends;

  @BeforeAll
  static void startKafka() {
    backends = Backends.own();
  }

  @AfterAll
  static void endKafka() {
    backends.close();
  }

  @BeforeEach
  void emptyKafka() {
    backends.freshTopics(RunningGateway.PARTITIONS);
  }

  @Test
  void aDeadKafkaIsA503ThatSaysWhenToComeBackAndThenWritesGoOn() throws Exception {
    ProcessControl kafka = backends.kafka().orElseThrow();
    try (RunningGateway gateway = new RunningGateway(backends.kafkaBootstrap(), Map.of());
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(gateway.post("{\"user\":\"ann\",\"text\":\"before\"}").statusCode())
          .isEqualTo(202);
      long before = gateway.logSize();
      kafka.kill();

      // side by side: each of them waits for its delivery in vain
      Future<Timed> one =
          clients.submit(() -> timed(gateway, "{\"user\":\"ann\",\"text\":\"during\"}"));
      Future<HttpResponse<String>> array =
          clients.submit(() -> gateway.post("[{\"user\":\"ann\",\"text\":\"in an array\"}]"));
      Future<HttpResponse<String>> lines =
          clients.submit(() ->
              gateway.post(
                  "{\"user\":\"ann\",\"text\":\"in a line\"}\n"
                      .repeat(50)
                      .getBytes(StandardCharsets.UTF_8),
                  "application/x-ndjson"));

      assertUnavailable(one.get().response());
      assertThat(one.get().took()).isLessThan(ANSWER_MAX);
      assertThat(array.get().statusCode()).isEqualTo(503);
      assertThat(array.get().headers().firstValue("Retry-After")).isPresent();
      assertThat(json(array.get()).path("items").get(0).path("status").intValue()).isEqualTo(503);
      List<JsonNode> answers = new ArrayList<>();
      for (String line : lines.get().body().lines().toList()) {
        answers.add(Json.mapper().readTree(line));
      }
      assertThat(answers).hasSize(1);
      assertThat(answers.getFirst().path("status").intValue()).isEqualTo(503);
      assertDegradedButReady(gateway);

      kafka.restart();
      HttpResponse<String> after = gateway.post("{\"user\":\"ann\",\"text\":\"after\"}");
      for (int i = 0; i < 10 && after.statusCode() == 503; i++) {
        after = gateway.post("{\"user\":\"ann\",\"text\":\"after\"}");
      }
      assertThat(after.statusCode()).isEqualTo(202);
      assertThat(after.headers().firstValue("Mneme-Degradation")).contains("L0");
      assertThat(gateway.logSize()).isGreaterThan(before);
    }
  }

  private record Timed(HttpResponse<String> response, Duration took) {}

  private static Timed timed(RunningGateway gateway, String body) throws Exception {
    long began = System.nanoTime();
    HttpResponse<String> response = gateway.post(body);
    return new Timed(response, Duration.ofNanos(System.nanoTime() - began));
  }

  @Test
  void aFrozenKafkaFillsNothingBeyondTheBoundAndTheRestIsRefusedAtOnce() throws Exception {
    int bytesMax = 4 << 20;
    String body = "{\"user\":\"ann\",\"text\":\"" + "x".repeat(30_000) + "\"}";
    ProcessControl kafka = backends.kafka().orElseThrow();
    try (RunningGateway gateway =
            new RunningGateway(
                backends.kafkaBootstrap(),
                Map.of("mneme.gateway.publish-buffer-bytes-max", bytesMax));
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(gateway.post(body).statusCode()).isEqualTo(202);
      long heapBefore = heapBytes();
      kafka.freeze();
      List<Future<Refusal>> answers = new ArrayList<>();
      double inFlightMost = 0;
      for (int i = 0; i < 2_000; i++) {
        answers.add(clients.submit(() -> refusal(gateway, body)));
        if (i % 100 == 0) {
          inFlightMost = Math.max(inFlightMost, inFlightBytes(gateway));
        }
      }
      List<Refusal> refusals = new ArrayList<>();
      for (Future<Refusal> answer : answers) {
        refusals.add(answer.get());
      }
      long heapAfter = heapBytes();
      kafka.thaw();

      assertThat(refusals).allMatch(refusal -> refusal.status() == 503);
      assertThat(refusals).allMatch(Refusal::saysWhenToComeBack);
      assertThat(inFlightMost).isBetween(1.0, (double) bytesMax);
      assertThat(refusals)
          .as("refused at once, not after the delivery time")
          .filteredOn(refusal -> refusal.took().compareTo(Duration.ofSeconds(4)) < 0)
          .hasSizeGreaterThan(1_000);
      assertThat(heapAfter - heapBefore).isLessThan(64L << 20);
    }
  }

  private record Refusal(int status, boolean saysWhenToComeBack, Duration took) {}

  private static Refusal refusal(RunningGateway gateway, String body) throws Exception {
    Timed answer = timed(gateway, body);
    return new Refusal(
        answer.response().statusCode(),
        answer.response().headers().firstValue("Retry-After").isPresent(),
        answer.took());
  }

  private static double inFlightBytes(RunningGateway gateway) throws Exception {
    String metrics = gateway.send(HttpRequest.newBuilder(gateway.url().resolve("/metrics"))).body();
    return metrics
        .lines()
        .filter(line -> line.startsWith("mneme_gateway_in_flight_bytes{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static long heapBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void assertUnavailable(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("5");
    assertThat(response.headers().firstValue("Mneme-Degradation")).contains("L3");
    assertThat(json(response).path("type").textValue())
        .isEqualTo("urn:mneme:problem:temporarily-unavailable");
  }

  /** Reads still work, so a balancer must not take the gateway away. */
  private static void assertDegradedButReady(RunningGateway gateway) throws Exception {
    HttpResponse<String> health =
        gateway.send(HttpRequest.newBuilder(gateway.url().resolve("/health/detailed")));
    assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
    assertThat(json(health).path("status").textValue()).isEqualTo("degraded");
  }
}
