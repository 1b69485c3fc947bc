package io.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server on this machine, well and in every way sick. */
class HttpEmbedderTest {
  private static final Duration WAIT = Duration.ofMillis(400);

  private final AtomicReference<String> asked = new AtomicReference<>("");
  private final AtomicReference<String> authorization = new AtomicReference<>("");
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private ExecutorService threads;
  private HttpServer server;
  private Answer answer = _ -> {};

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/v1/embeddings", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void vectorsComeBackInTheOrderOfTheTextsAtLengthOne() throws Exception {
    answer =
        json(
            """
            {"data":[{"index":1,"embedding":[0,2,0]},{"index":0,"embedding":[3,0,4]}]}\
            """);

    List<float[]> vectors = embed("first", "second");

    assertThat(vectors.get(0)).containsExactly(new float[] {0.6f, 0, 0.8f}, within(1e-6f));
    assertThat(vectors.get(1)).containsExactly(0, 1, 0);
    assertThat(asked.get()).contains("\"model\":\"small\"", "\"input\":[\"first\",\"second\"]");
    assertThat(authorization.get()).isEqualTo("Bearer secret");
  }

  @Test
  void manyTextsGoInRequestsOfBoundedSize() throws Exception {
    answer =
        exchange -> {
          int texts = asked.get().split("\"t\"", -1).length - 1;
          String vectors = String.join(",", Collections.nCopies(texts, "{\"embedding\":[1,0,0]}"));
          json("{\"data\":[" + vectors + "]}").give(exchange);
        };

    List<TextEmbedding> vectors = embedder().embed(Collections.nCopies(150, "t"));

    assertThat(vectors).hasSize(150);
    assertThat(requests).hasValue(3);
  }

  @Test
  void aTextBeyondTheLimitIsCutSoThatNoRetryIsRefusedForEver() throws Exception {
    answer = json("{\"data\":[{\"embedding\":[1,0,0]}]}");

    embed("x".repeat(HttpEmbedder.TEXT_CHARS_MAX - 1) + "\uD83D\uDE80" + "y".repeat(10));

    assertThat(asked.get()).contains("xxx\"]").doesNotContain("y");
  }

  @ParameterizedTest
  @CsvSource({
    "500,answered 500",
    "503,answered 503",
    "429,slow down",
    "401,API key",
    "302,answered 302",
    "404,answered 404"
  })
  void everyOtherStatusIsAnOutage(int status, String sentence) {
    answer = exchange -> respond(exchange, status, "{\"data\":[{\"embedding\":[1,0,0]}]}");

    assertUnavailable(sentence);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void aStatusAboutTheRequestSaysThatATextIsRefusedForGood(int status) {
    answer = exchange -> respond(exchange, status, "{\"error\":\"no\"}");

    assertThatThrownBy(() -> embedder().embed(List.of("one", "two")))
        .isInstanceOf(TextRefused.class)
        .hasMessageContaining("refuses a text: " + status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>It works!</body></html>",
        "",
        "null",
        "[]",
        "{}",
        "{\"data\":[]}",
        "{\"data\":[{}]}",
        "{\"data\":[{\"embedding\":[]}]}",
        "{\"data\":[{\"embedding\":[1,0]}]}",
        "{\"data\":[{\"embedding\":[1,0,0,0]}]}",
        "{\"data\":[{\"embedding\":[1,NaN,0]}]}",
        "{\"data\":[{\"embedding\":[1,\"NaN\",0]}]}",
        "{\"data\":[{\"embedding\":[1,null,0]}]}",
        "{\"data\":[{\"embedding\":[1e300,0,0]}]}",
        "{\"data\":[{\"embedding\":[0,0,0]}]}",
        "{\"data\":[{\"embedding\":\"AACAPwAAAAAAAAAA\"}]}",
        "{\"data\":[{\"index\":1,\"embedding\":[1,0,0]}]}",
        "{\"data\":[{\"embedding\":[1,0,0]},{\"embedding\":[1,0,0]}]}",
        "{\"error\":{\"message\":\"model not loaded\"}}",
        "{\"data\":[{\"embedding\":[1,0,"
      })
  void anAnswerOf200ThatIsNoVectorForEachTextIsAnOutageAndNeverReturned(String body) {
    answer = json(body);

    assertUnavailable("answered");
  }

  @Test
  void aServerThatNeverAnswersIsAnOutageWithinTheWait() {
    answer = _ -> await(end);

    assertUnavailable("no answer within 400 ms");
  }

  @Test
  void aQuestionIsGivenUpSoonerThanATextForSomebodyWaits() throws Exception {
    answer = _ -> await(end);
    try (Embedder patient = embedder(server.getAddress().getPort(), Duration.ofSeconds(30))) {

      assertThatThrownBy(() -> patient.embedQuestion("where?"))
          .isInstanceOf(EmbedderUnavailable.class)
          .hasMessageContaining("no answer within 2000 ms");
    }
  }

  @Test
  void aServerThatHangsInTheMiddleOfItsAnswerIsAnOutageWithinTheWait() {
    answer =
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await(end);
        };

    assertUnavailable("no answer within 400 ms");
  }

  @Test
  void aConnectionThatIsResetIsAnOutage() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> resetEveryConnection(socket));

      try (HttpEmbedder embedder = embedder(socket.getLocalPort(), WAIT)) {
        assertThatThrownBy(() -> embedder.embed(List.of("text")))
            .isInstanceOf(EmbedderUnavailable.class)
            .hasMessageContaining("failed");
      }
    }
  }

  @Test
  void aServerThatIsNotThereIsAnOutage() {
    int port = server.getAddress().getPort();
    server.stop(0);

    try (HttpEmbedder embedder = embedder(port, WAIT)) {
      assertThatThrownBy(() -> embedder.embed(List.of("text")))
          .isInstanceOf(EmbedderUnavailable.class)
          .hasMessageContaining("/v1/embeddings failed");
    }
  }

  private void assertUnavailable(String sentence) {
    try (HttpEmbedder embedder = embedder()) {
      assertThatThrownBy(() -> embedder.embed(List.of("text")))
          .isInstanceOf(EmbedderUnavailable.class)
          .hasMessageStartingWith("the embedding endpoint http://127.0.0.1")
          .hasMessageContaining(sentence);
    }
  }

  private List<float[]> embed(String... texts) throws EmbedderUnavailable {
    try (HttpEmbedder embedder = embedder()) {
      return embedder.embed(List.of(texts)).stream().map(TextEmbedding::vector).toList();
    }
  }

  private HttpEmbedder embedder() {
    return embedder(server.getAddress().getPort(), WAIT);
  }

  private static HttpEmbedder embedder(int port, Duration wait) {
    return new HttpEmbedder(
        URI.create("http://127.0.0.1:" + port + "/v1/embeddings"), "small", "secret", 3, wait);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      asked.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
      answer.give(exchange);
    }
  }

  private static Answer json(String body) {
    return exchange -> respond(exchange, 200, body);
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void resetEveryConnection(ServerSocket socket) {
    while (!socket.isClosed()) {
      try (Socket accepted = socket.accept()) {
        accepted.setSoLinger(true, 0);
      } catch (IOException e) {
        return; // the test is over
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }
}
