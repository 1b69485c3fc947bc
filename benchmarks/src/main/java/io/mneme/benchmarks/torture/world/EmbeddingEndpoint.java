package io.mneme.benchmarks.torture.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mneme.schemas.Json;
import io.mneme.storage.write.Storable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenAI-compatible embedding endpoint that falls ill on command. Well, it gives each text the
 * same direction for ever.
 */
public final class EmbeddingEndpoint implements AutoCloseable {
  /** Length of its vectors. */
  public static final int DIMENSIONS = Storable.DIMENSIONS;

  private static final Duration HANGS = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger sickAnswers = new AtomicInteger();
  private volatile Health health = Health.WELL;

  /** How it is. */
  public enum Health {
    WELL,
    FAILS,
    SLOWS_DOWN,
    HANGS,
    WRONG_LENGTH,
    NOT_A_NUMBER,
    WEB_PAGE
  }

  /** Begins to answer, well. */
  public EmbeddingEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/embeddings", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Falls ill, or is well again. */
  public void become(Health other) {
    health = other;
  }

  /** How often it gave an answer no vector could be made of. */
  public int sickAnswers() {
    return sickAnswers.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode texts = texts(Json.mapper().readTree(exchange.getRequestBody()).path("input"));
      Health now = health;
      if (now != Health.WELL) {
        sickAnswers.incrementAndGet();
      }
      switch (now) {
        case WELL -> send(exchange, OK, vectors(texts, Storable.DIMENSIONS));
        case FAILS -> send(exchange, 500, "{\"error\":\"out of memory\"}");
        case SLOWS_DOWN -> send(exchange, 429, "{\"error\":\"slow down\"}");
        case HANGS -> hang();
        case WRONG_LENGTH -> send(exchange, OK, vectors(texts, Storable.DIMENSIONS / 2));
        case NOT_A_NUMBER ->
            send(exchange, OK, vectors(texts, Storable.DIMENSIONS).replace("0.5", "NaN"));
        case WEB_PAGE -> send(exchange, OK, "<html><body>Welcome to the proxy</body></html>");
      }
    }
  }

  /** One text may come without its list. */
  private static JsonNode texts(JsonNode input) {
    return input.isArray() ? input : Json.mapper().createArrayNode().add(input);
  }

  private void hang() {
    try {
      Thread.sleep(HANGS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String vectors(JsonNode texts, int length) {
    ObjectNode answer = Json.mapper().createObjectNode();
    ArrayNode data = answer.putArray("data");
    for (int i = 0; i < texts.size(); i++) {
      ObjectNode one = data.addObject();
      one.put("index", i);
      ArrayNode numbers = one.putArray("embedding");
      SplittableRandom random = new SplittableRandom(texts.get(i).asText().hashCode());
      numbers.add(0.5);
      for (int n = 1; n < length; n++) {
        numbers.add(random.nextInt(-99, 100) / 100.0);
      }
    }
    return answer.toString();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
