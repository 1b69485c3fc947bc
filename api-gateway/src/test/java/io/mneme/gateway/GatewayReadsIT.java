package io.mneme.gateway;

import static io.mneme.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
        ("{\"memories\":[],\"pad\":\"" + "x".repeat(2_000) + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(uri.contains("nobody") ? 404 : 200, answer.length);
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

    assertThat(read.statusCode()).isEqualTo(503);
    assertThat(read.headers().firstValue("Mneme-Degradation")).contains("L4");
    assertThat(read.headers().firstValue("Retry-After")).isPresent();
    assertThat(json(read).path("detail").textValue()).contains("temporarily unavailable");
    assertThat(write.statusCode()).isEqualTo(202);
  }
}
