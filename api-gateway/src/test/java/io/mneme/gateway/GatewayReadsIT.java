package io.mneme.gateway;

import static io.mneme.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mneme.schemas.Json;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.testkit.Backends;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads through the gateway, with a reader that writes down what it was asked. */
final class GatewayReadsIT {
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer reader;
  private volatile String verdict = "";
  private RunningGateway gateway;

  /** What reached the reader. */
  record Asked(String method, String uri, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }

  @BeforeEach
  void start() throws Exception {
    reader = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    reader.createContext("/", this::answer);
    reader.start();
    Backends backends = Backends.shared();
    backends.freshTopics(RunningGateway.PARTITIONS);
    gateway =
        new RunningGateway(
            backends.kafkaBootstrap(),
            Map.of("mneme.reader.url", "http://127.0.0.1:" + reader.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    gateway.close();
    reader.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String uri = exchange.getRequestURI().toString();
    if (!uri.startsWith("/health")) {
      asked.add(
          new Asked(
              exchange.getRequestMethod(), uri, Map.copyOf(exchange.getRequestHeaders()), body));
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Mneme-Consistency", "stale");
    exchange.getResponseHeaders().set("Mneme-Degradation", "L2");
    exchange.getResponseHeaders().set("Server", "not for clients");
    byte[] answer =
        (uri.contains("/writes/")
                ? verdict
                : "{\"memories\":[],\"pad\":\"" + "x".repeat(2_000) + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(
        uri.contains("nobody") || answer.length == 0 ? 404 : 200,
        answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Test
  void aRecallReachesTheReaderUnchangedAndItsAnswerComesBack() throws Exception {
    HttpResponse<String> response =
        gateway.send(
            gateway
                .request("/v1/recall")
                .header("Content-Type", "application/json")
                .header("Mneme-After", "3:17")
                .header("Mneme-Correlation-Id", "read-1")
                .POST(BodyPublishers.ofString("{\"user\":\"änn\",\"query\":\"?\"}")));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith("{\"memories\":[]");
    assertThat(response.headers().firstValue("Mneme-Consistency")).contains("stale");
    assertThat(response.headers().allValues("Mneme-Degradation")).containsExactly("L2");
    assertThat(response.headers().allValues("Mneme-Correlation-Id")).containsExactly("read-1");
    assertThat(response.headers().firstValue("Server")).isEmpty();
    Asked seen = asked.getFirst();
    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.body()).isEqualTo("{\"user\":\"änn\",\"query\":\"?\"}");
    assertThat(seen.header("Authorization")).isEqualTo("Bearer " + gateway.key().text());
    assertThat(seen.header("Mneme-after")).isEqualTo("3:17");
    assertThat(seen.header("Mneme-correlation-id")).isEqualTo("read-1");
  }

  @Test
  void everyReadKeepsItsPathAndQueryByteByByte() throws Exception {
    List<String> paths =
        List.of(
            "/v1/context?user=a%20b&query=caf%C3%A9%26tea&tokens=1500",
            "/v1/memories?user=a&cursor=ab%2Bc%3D",
            "/v1/memories/0190f7a5-5f0e-7c3a-8a54-3f6f0a5b7c11?user=a",
            "/v1/memories/0190f7a5-5f0e-7c3a-8a54-3f6f0a5b7c11/history?user=a",
            "/v1/conversations/c%2F1?user=a&limit=5",
            "/v1/sessions/s1?user=nobody");

    for (String path : paths) {
      int status = path.contains("nobody") ? 404 : 200;
      assertThat(gateway.send(gateway.request(path)).statusCode()).as(path).isEqualTo(status);
    }

    assertThat(asked).extracting(Asked::uri).containsExactlyElementsOf(paths);
  }

  @Test
  void aConditionalWriteIsAnsweredAsTheWriterDecidedIt() throws Exception {
    String read = "\"0190f7a5-5f0e-7c3a-8a54-3f6f0a5b7c11\"";
    verdict = "{\"outcome\":\"applied\"}";
    HttpResponse<String> applied = put("If-Match", read);
    verdict = "{\"outcome\":\"refused\",\"current\":" + read + "}";
    HttpResponse<String> refused = put("If-None-Match", "*");
    verdict = "{\"outcome\":\"refused\"}";
    HttpResponse<String> absent = put("If-Match", "*");
    verdict = "";
    HttpResponse<String> undecided = put("If-Match", read);

    assertThat(applied.statusCode()).as(applied.body()).isEqualTo(200);
    String eventId = json(applied).path("event_id").textValue();
    assertThat(applied.headers().firstValue("ETag")).contains("\"" + eventId + "\"");
    assertThat(json(applied).path("outcome").textValue()).isEqualTo("applied");
    Asked seen = asked.getFirst();
    assertThat(seen.uri()).isEqualTo("/v1/sessions/s%201/writes/" + eventId + "?user=a%20b");
    assertThat(seen.header("Mneme-after")).isEqualTo(json(applied).path("position").textValue());
    assertThat(Json.read(gateway.recordAt(seen.header("Mneme-after")).value(), Event.class))
        .extracting(event -> ((Intent.SessionTouched) event.intent()).expects())
        .hasToString("WrittenBy[eventId=0190f7a5-5f0e-7c3a-8a54-3f6f0a5b7c11]");
    assertThat(refused.statusCode()).isEqualTo(412);
    assertThat(refused.headers().firstValue("ETag")).contains(read);
    assertThat(json(refused).path("current_etag").textValue()).isEqualTo(read);
    assertThat(json(refused).path("type").textValue()).endsWith("precondition-failed");
    assertThat(absent.statusCode()).isEqualTo(412);
    assertThat(json(absent).has("current_etag")).isFalse();
    assertThat(undecided.statusCode()).isEqualTo(202);
    assertThat(json(undecided).path("outcome").textValue()).isEqualTo("pending");
  }

  @Test
  void aConditionThatMeansNothingIsRefusedAndLeavesNoTraceInTheLog() throws Exception {
    long before = gateway.logSize();

    for (String etag : List.of("W/\"x\"", "\"7\"", "7", "\"a\", \"b\"", "")) {
      assertThat(put("If-Match", etag).statusCode()).as(etag).isEqualTo(400);
    }
    HttpResponse<String> named = put("If-None-Match", "\"7\"");

    assertThat(named.statusCode()).isEqualTo(400);
    assertThat(json(named).path("type").textValue()).endsWith("invalid-precondition");
    assertThat(gateway.logSize()).isEqualTo(before);
  }

  private HttpResponse<String> put(String header, String value) throws Exception {
    return gateway.send(
        gateway
            .request("/v1/sessions/s%201?user=a%20b")
            .header("Content-Type", "application/json")
            .header(header, value)
            .PUT(BodyPublishers.ofString("{\"n\":1}")));
  }

  @Test
  void aLargeAnswerIsCompressedForWhoeverTakesIt() throws Exception {
    HttpResponse<String> response =
        gateway.send(gateway.request("/v1/memories?user=a").header("Accept-Encoding", "gzip"));

    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(response.body().length()).isLessThan(500);
  }

  @Test
  void withoutAReaderReadsAreA503AndWritesGoOn() throws Exception {
    reader.stop(0);

    HttpResponse<String> read = gateway.send(gateway.request("/v1/memories?user=a"));
    HttpResponse<String> write = gateway.post("{\"user\":\"a\",\"text\":\"still\"}");
    HttpResponse<String> conditional = put("If-None-Match", "*");

    assertThat(read.statusCode()).isEqualTo(503);
    assertThat(read.headers().firstValue("Mneme-Degradation")).contains("L4");
    assertThat(read.headers().firstValue("Retry-After")).isPresent();
    assertThat(json(read).path("detail").textValue()).contains("temporarily unavailable");
    assertThat(write.statusCode()).isEqualTo(202);
    assertThat(conditional.statusCode()).isEqualTo(202);
    assertThat(json(conditional).path("outcome").textValue()).isEqualTo("pending");
  }
}
