package io.mneme.benchmarks.torture.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.benchmarks.torture.history.Answer;
import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.benchmarks.torture.history.Command;
import io.mneme.benchmarks.torture.history.Deed;
import io.mneme.benchmarks.torture.history.History;
import io.mneme.benchmarks.torture.history.Stopwatch;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The gateways as an application sees them. Every request lands in the history. Thread-safe. */
public final class Gateways implements AutoCloseable {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(2);

  /** Longer than a gateway waits for Kafka's acknowledgement before it says so. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

  private static final int ACCEPTED = 202;

  private final List<URI> urls;
  private final String key;
  private final History history;
  private final Stopwatch time;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .build();

  /**
   * The gateways.
   *
   * @param key an API key
   */
  public Gateways(List<String> urls, String key, History history, Stopwatch time) {
    this.urls = urls.stream().map(URI::create).toList();
    this.key = key;
    this.history = history;
    this.time = time;
  }

  int count() {
    return urls.size();
  }

  /** Sends a command once, and remembers how that ended. */
  Attempt send(Command command, int gateway) throws InterruptedException {
    long sent = time.millis();
    Answer answer = answer(command, gateway);
    Attempt attempt = new Attempt(command, gateway, sent, time.millis(), answer);
    history.add(attempt);
    return attempt;
  }

  private Answer answer(Command command, int gateway) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(urls.get(gateway).resolve("/v1/events"))
            .timeout(ANSWER_MAX)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", command.key())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body(command)))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != ACCEPTED) {
        return new Answer.Refused(response.statusCode());
      }
      JsonNode receipt = Json.mapper().readTree(response.body());
      return new Answer.Acknowledged(
          UUID.fromString(receipt.path("event_id").asText()),
          Position.parse(receipt.path("position").asText()));
    } catch (IOException e) {
      return new Answer.Silence(e.getClass().getSimpleName());
    }
  }

  private static byte[] body(Command command) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("user", command.subject().user());
    switch (command.deed()) {
      case Deed.Turn(String conversation, String text) ->
          body.put("type", "turn_recorded")
              .put("conversation", conversation)
              .put("text", text)
              .putObject("metadata")
              .put(Readers.NUMBER, command.number());
      case Deed.Correction(UUID memoryId, String text) ->
          body.put("type", "memory_corrected")
              .put("memory_id", memoryId.toString())
              .put("text", text);
      case Deed.Forgetting(UUID memoryId) ->
          body.put("type", "memory_forgotten").put("memory_id", memoryId.toString());
      case Deed.Session(String session, int value) ->
          body.put("type", "session_touched")
              .put("session", session)
              .putObject("state")
              .put("number", value);
    }
    return Json.write(body);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
