package io.mneme.gateway;

import static io.mneme.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.testkit.Backends;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the gateway refuses: each with a reason, none with a trace. */
final class RefusalsIT {
  private static final String GOOD = "{\"user\":\"ann\",\"text\":\"hello\"}";

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

  /** A request that must be refused, and how. */
  record Refusal(String what, HttpRequest.Builder request, int status, String inDetail) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<Refusal> refusals() {
    return Stream.of(ofFields(), ofBodies(), ofMediaTypes(), ofCallers())
        .flatMap(List::stream)
        .toList();
  }

  /** What an event may not hold. */
  private static List<Refusal> ofFields() {
    return List.of(
        event("an unknown field", "{\"user\":\"ann\",\"text\":\"x\",\"txet\":1}", 400, "txet"),
        event("an empty text", "{\"user\":\"ann\",\"text\":\"\"}", 400, "\"text\""),
        event("a blank text", "{\"user\":\"ann\",\"text\":\" \\n\"}", 400, "\"text\""),
        event("no user", "{\"text\":\"x\"}", 400, "\"user\" is required"),
        event("half of the JSON", "{\"user\":\"ann\"", 400, "not JSON (line 1"),
        event("no body", "", 400, "no body"),
        event("two values", GOOD + GOOD, 400, "something follows"),
        event("a NUL", "{\"user\":\"ann\",\"text\":\"a\\u0000b\"}", 400, "U+0000"),
        event("half a character", "{\"user\":\"ann\",\"text\":\"\\ud83d\"}", 400, "surrogate"),
        event("a key of another type", "{\"user\":7,\"text\":\"x\"}", 400, "must be a string"),
        new Refusal(
            "an unknown parameter",
            gateway.request("/v1/memories/" + new UUID(7, 7) + "?user=ann&soft=true").DELETE(),
            400,
            "\"soft\""),
        event(
            "an erasure without its scope",
            "{\"user\":\"ann\",\"type\":\"subject_erased\"}",
            403,
            "erase"));
  }

  /** Bytes that are too many, or no text at all. */
  private static List<Refusal> ofBodies() {
    return List.of(
        new Refusal(
            "broken UTF-8",
            events("application/json").POST(BodyPublishers.ofByteArray(brokenUtf8())),
            400,
            "byte 25"),
        new Refusal(
            "a body of 2 MB",
            events("application/json").POST(BodyPublishers.ofByteArray(twoMegabytes())),
            413,
            "1048576 bytes"),
        new Refusal(
            "a body of 2 MB that does not say so",
            events("application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(twoMegabytes()))),
            413,
            "1048576 bytes"),
        new Refusal(
            "20 MB of zeros in a small gzip",
            events("application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(Gzip.of(new byte[20 << 20]))),
            413,
            "1048576 bytes"),
        new Refusal(
            "half a gzip",
            events("application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(Gzip.of(new byte[999]), 0, 20)),
            400,
            "gzip"));
  }

  /** What is not JSON, or says it is not. */
  private static List<Refusal> ofMediaTypes() {
    return List.of(
        new Refusal(
            "another compression",
            events("application/json")
                .header("Content-Encoding", "br")
                .POST(BodyPublishers.ofString(GOOD)),
            415,
            "gzip"),
        new Refusal(
            "a form",
            events("application/x-www-form-urlencoded").POST(BodyPublishers.ofString("a=b")),
            415,
            "application/json"),
        new Refusal(
            "no content type",
            gateway.request("/v1/events").POST(BodyPublishers.ofString(GOOD)),
            415,
            "is missing"),
        new Refusal(
            "another charset",
            events("application/json; charset=latin1").POST(BodyPublishers.ofString(GOOD)),
            415,
            "UTF-8"));
  }

  /** Who may not. */
  private static List<Refusal> ofCallers() {
    return List.of(
        new Refusal("no key", anonymous().POST(BodyPublishers.ofString(GOOD)), 401, "API key"),
        new Refusal(
            "a key nobody made",
            anonymous()
                .header("X-API-Key", "mneme_dev_nonsense")
                .POST(BodyPublishers.ofString(GOOD)),
            401,
            "not known"),
        new Refusal(
            "a key with another secret",
            anonymous().header("X-API-Key", otherSecret()).POST(BodyPublishers.ofString(GOOD)),
            401,
            "not known"),
        new Refusal(
            "a key in the address",
            HttpRequest.newBuilder(
                    gateway.url().resolve("/v1/events?api_key=" + gateway.key().text()))
                .POST(BodyPublishers.ofString(GOOD)),
            401,
            "API key"));
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

  private static byte[] brokenUtf8() {
    byte[] broken = "{\"user\":\"ann\",\"text\":\"abcX\"}".getBytes(StandardCharsets.UTF_8);
    broken[25] = (byte) 0xC3;
    return broken;
  }

  private static byte[] twoMegabytes() {
    return ("{\"user\":\"ann\",\"text\":\"" + "x".repeat(2 << 20) + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
