package io.mneme.benchmarks.torture.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.benchmarks.torture.history.Look.Seen;
import io.mneme.schemas.Headers;
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
import org.jspecify.annotations.Nullable;

/** The readers as an application sees them: asked for one's own writes. Thread-safe. */
public final class Readers implements AutoCloseable {
  /** By this name a turn's metadata says which command it was, so that a filter finds it. */
  static final String NUMBER = "number";

  private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final String APPLIED = "applied";

  private final List<URI> urls;
  private final String key;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .build();

  /**
   * The readers.
   *
   * @param key an API key
   */
  public Readers(List<String> urls, String key) {
    this.urls = urls.stream().map(URI::create).toList();
    this.key = key;
  }

  int count() {
    return urls.size();
  }

  /** One of them, on behalf of a user that wants to see its writes up to a position. */
  record Asking(int reader, String user, Position after) {}

  /** The words of a memory, by its id. */
  Seen memory(Asking asking, UUID memory) throws InterruptedException {
    HttpRequest.Builder request = request(asking, "/v1/memories/" + memory + query(asking)).GET();
    return seen(request, body -> body.path("text").asText());
  }

  /** The words of a turn, by a recall that only this one can answer. */
  Seen recalled(Asking asking, int number) throws InterruptedException {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("user", asking.user()).put("query", "What did I say?").put("k", 1);
    body.putObject("filters").putObject("metadata").put(NUMBER, number);
    HttpRequest.Builder request =
        request(asking, "/v1/recall")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)));
    return seen(
        request,
        answer -> {
          JsonNode text = answer.path("memories").path(0).path("text");
          return text.isMissingNode() ? null : text.asText();
        });
  }

  /** The number a session holds. */
  Seen session(Asking asking, String session) throws InterruptedException {
    HttpRequest.Builder request = request(asking, "/v1/sessions/" + session + query(asking)).GET();
    return seen(request, body -> body.path("state").path("number").asText());
  }

  private static String query(Asking asking) {
    return "?user=" + asking.user();
  }

  private HttpRequest.Builder request(Asking asking, String path) {
    return HttpRequest.newBuilder(urls.get(asking.reader()).resolve(path))
        .timeout(ANSWER_MAX)
        .header("Authorization", "Bearer " + key)
        .header(Headers.AFTER, asking.after().toString());
  }

  /** Where in an answer that is one stands what was asked for. */
  private interface Reading {
    @Nullable String of(JsonNode answer);
  }

  private Seen seen(HttpRequest.Builder request, Reading reading) throws InterruptedException {
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      boolean applied =
          response.headers().firstValue(Headers.CONSISTENCY).filter(APPLIED::equals).isPresent();
      return switch (response.statusCode()) {
        case OK -> new Seen.Shown(applied, reading.of(Json.mapper().readTree(response.body())));
        case NOT_FOUND -> new Seen.Shown(applied, null);
        default -> new Seen.Nothing("status " + response.statusCode());
      };
    } catch (IOException e) {
      return new Seen.Nothing(e.getClass().getSimpleName());
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
