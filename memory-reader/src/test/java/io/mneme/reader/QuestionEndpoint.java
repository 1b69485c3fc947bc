package io.mneme.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mneme.schemas.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An embedding endpoint that embeds as {@link Ingest} does, goes away and comes back. */
final class QuestionEndpoint implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  QuestionEndpoint() throws IOException {
    server = listen(0);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Its port is closed. */
  void goAway() {
    server.stop(0);
  }

  /** On the same port. */
  void comeBack() throws IOException {
    server = listen(server.getAddress().getPort());
  }

  private HttpServer listen(int port) throws IOException {
    HttpServer listening =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    listening.createContext("/embeddings", this::answer);
    listening.setExecutor(threads);
    listening.start();
    return listening;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode input = Json.mapper().readTree(exchange.getRequestBody()).path("input");
      JsonNode texts = input.isArray() ? input : Json.mapper().createArrayNode().add(input);
      ObjectNode answer = Json.mapper().createObjectNode();
      ArrayNode data = answer.putArray("data");
      for (int i = 0; i < texts.size(); i++) {
        ArrayNode numbers = data.addObject().put("index", i).putArray("embedding");
        for (float number :
            Ingest.EMBEDDER.embed(List.of(texts.get(i).asText())).getFirst().vector()) {
          numbers.add(number);
        }
      }
      byte[] bytes = Json.write(answer);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
