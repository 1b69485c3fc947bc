package io.mneme.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.schemas.Headers;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.memory.MemoryScope;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Speaks a Mneme's HTTP API, blocking. Reads and idempotent writes that may pass are tried again.
 * Thread-safe.
 */
public final class MnemeClient implements AutoCloseable {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final String NOBODY = "nobody";
  private static final int HTTP_OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  static final Duration KEY_KNOWN_MAX = Duration.ofSeconds(15);

  private final Target target;
  private final RetryPolicy retry;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .build();

  /**
   * @param retry what to do when an answer may come later
   */
  public MnemeClient(Target target, RetryPolicy retry) {
    this.target = target;
    this.retry = retry;
  }

  /**
   * Publishes events as one array. Give each an idempotency key: the request may be sent twice.
   *
   * @param array JSON array of events
   * @return what became of each, in order
   * @throws RequestFailed when the array was refused as a whole
   */
  public RecordedEvents record(byte[] array, Priority priority) throws RequestFailed {
    HttpRequest request =
        post("/v1/events", array)
            .header("Mneme-Priority", priority.name().toLowerCase(Locale.ROOT))
            .build();
    return retry.run(() -> {
      HttpResponse<byte[]> response = send(request);
      JsonNode answer = json(response, response.statusCode() < 500);
      if (answer.path("items").isArray()) {
        return RecordedEvents.of(answer);
      }
      throw failed(response);
    });
  }

  /**
   * Publishes one event. Give it an idempotency key: the request may be sent twice.
   *
   * @throws RequestFailed when it is not in the log
   */
  public RecordedEvents.Accepted record(ObjectNode event) throws RequestFailed {
    RecordedEvents recorded = record(Json.write(List.of(event)), Priority.INTERACTIVE);
    return switch (recorded.items().getFirst()) {
      case RecordedEvents.Accepted accepted -> accepted;
      case RecordedEvents.Refused refused ->
          throw new RequestFailed(refused.reason(), refused.status(), Optional.empty());
      case RecordedEvents.Queued queued ->
          throw misunderstood("it has queued event " + queued.eventId() + ", unasked");
    };
  }

  /** Whether events go into the log at once, or when nothing else is to be done. */
  public enum Priority {
    INTERACTIVE,
    BULK
  }

  /** Asks a user's memory. */
  public RecallAnswer recall(String user, String question, int limit) throws RequestFailed {
    return recall(new Question(user, question, limit, null, List.of()));
  }

  /**
   * A question.
   *
   * @param user whose memory; absent where the scopes have no need of one
   * @param limit how many memories at most
   * @param asOf the time it is asked of, RFC 3339; now when absent
   * @param scopes whose memories: private, shared, global; the server's choice when empty
   */
  public record Question(
      @Nullable String user,
      String text,
      int limit,
      @Nullable String asOf,
      List<MemoryScope> scopes) {}

  /** The best memories for a question. */
  public RecallAnswer recall(Question question) throws RequestFailed {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("query", question.text()).put("k", question.limit());
    if (question.user() != null) {
      body.put("user", question.user());
    }
    if (question.asOf() != null) {
      body.put("as_of", question.asOf());
    }
    if (!question.scopes().isEmpty()) {
      body.set("scopes", Json.mapper().valueToTree(question.scopes()));
    }
    HttpRequest request = post("/v1/recall", Json.write(body)).build();
    return retry.run(() -> {
      long start = System.nanoTime();
      HttpResponse<byte[]> response = send(request);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      JsonNode answer = ok(response);
      return new RecallAnswer(
          answer,
          memories(answer),
          response.headers().firstValue(Headers.DEGRADATION).orElse("L0"),
          took);
    });
  }

  /** One page of what is kept. */
  public MemoryPage list(Listing listing) throws RequestFailed {
    HttpRequest request = request(listing.path()).GET().build();
    JsonNode answer = retry.run(() -> ok(send(request)));
    JsonNode next = answer.path("next_cursor");
    return new MemoryPage(answer, memories(answer), next.isTextual() ? next.asText() : null);
  }

  /** Everything that is kept of a user. */
  public List<RecalledMemory> listAll(String user) throws RequestFailed {
    return listAll(Owner.user(user));
  }

  /** Everything that is kept of an owner. */
  public List<RecalledMemory> listAll(Owner owner) throws RequestFailed {
    List<RecalledMemory> all = new ArrayList<>();
    Listing listing = Listing.all(owner);
    MemoryPage page = list(listing);
    all.addAll(page.memories());
    while (page.nextCursor() != null) {
      page = list(listing.from(page.nextCursor()));
      all.addAll(page.memories());
    }
    return all;
  }

  /** What a memory said, and says. */
  public JsonNode history(Owner owner, UUID memoryId) throws RequestFailed {
    HttpRequest request =
        request("/v1/memories/" + memoryId + "/history?" + owner.query()).GET().build();
    return retry.run(() -> ok(send(request)));
  }

  /** The receipt of a request to forget; empty while the request is not applied. */
  public Optional<JsonNode> erasure(Owner owner, UUID eventId) throws RequestFailed {
    HttpRequest request = request("/v1/erasures/" + eventId + "?" + owner.query()).GET().build();
    return retry.run(() -> {
      HttpResponse<byte[]> response = send(request);
      return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(ok(response));
    });
  }

  /**
   * Asks whether these events are applied; the server waits a moment before it says no. Asked of a
   * user nobody is, so that nothing is searched.
   *
   * @return how many events are still before the last of them: 0 when all are applied, empty when
   *     the server cannot say how many
   */
  public OptionalLong lag(Collection<Position> positions) throws RequestFailed {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("user", NOBODY).put("query", NOBODY).put("k", 1);
    HttpRequest request =
        post("/v1/recall", Json.write(body))
            .header(
                Headers.AFTER,
                positions.stream().map(Position::toString).collect(Collectors.joining(",")))
            .build();
    JsonNode answer = retry.run(() -> ok(send(request)));
    if (answer.path("consistency").asText().equals("applied")) {
      return OptionalLong.of(0);
    }
    JsonNode lag = answer.path("lag_events");
    return lag.isNumber() ? OptionalLong.of(Math.max(1, lag.asLong())) : OptionalLong.empty();
  }

  /**
   * Returns when the key is good here: one is known everywhere a moment after it was made.
   *
   * @throws RequestFailed when it is still not known after {@link #KEY_KNOWN_MAX}
   */
  public void awaitKey() throws RequestFailed {
    HttpRequest request = request("/v1/memories?limit=1&user=" + NOBODY).GET().build();
    long deadline = System.nanoTime() + KEY_KNOWN_MAX.toNanos();
    HttpResponse<byte[]> response = retry.run(() -> send(request));
    while (response.statusCode() == UNAUTHORIZED && System.nanoTime() < deadline) {
      retry.pause();
      response = retry.run(() -> send(request));
    }
    ok(response);
  }

  /** Waits a moment before some events of an answered batch are sent again. */
  public void pause() throws RequestFailed {
    retry.pause();
  }

  /** An answer that cannot be what was asked for. */
  public RequestFailed misunderstood(String what) {
    return new RequestFailed(
        target + " does not speak this API: " + what + ".", HTTP_OK, Optional.empty());
  }

  private static List<RecalledMemory> memories(JsonNode answer) {
    return Json.mapper()
        .convertValue(
            answer.path("memories"),
            Json.mapper()
                .getTypeFactory()
                .constructCollectionType(List.class, RecalledMemory.class));
  }

  private HttpRequest.Builder post(String path, byte[] body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(body));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(target.at(path))
        .timeout(ANSWER_MAX)
        .header("Authorization", "Bearer " + target.key())
        .header("Accept", "application/json");
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws RequestFailed {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      throw new RequestFailed(
          "Nothing answers at " + target + "; is it running? \"./mneme status\" says so.", e);
    } catch (HttpTimeoutException e) {
      throw new RequestFailed(
          "%s did not answer within %d s.".formatted(target, ANSWER_MAX.toSeconds()), e);
    } catch (IOException e) {
      throw new RequestFailed("The connection to " + target + " broke: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RequestFailed("Interrupted while waiting for " + target + ".", e);
    }
  }

  private JsonNode ok(HttpResponse<byte[]> response) throws RequestFailed {
    return json(response, response.statusCode() / 100 == 2);
  }

  private JsonNode json(HttpResponse<byte[]> response, boolean expected) throws RequestFailed {
    if (!expected) {
      throw failed(response);
    }
    try {
      JsonNode answer = Json.mapper().readTree(response.body());
      if (answer != null) {
        return answer;
      }
    } catch (IOException e) {
      throw new RequestFailed(target + " did not answer with JSON: is it a Mneme?", e);
    }
    throw failed(response);
  }

  private RequestFailed failed(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String said = Problem.sentence(response.body());
    String sentence =
        switch (status) {
          case 401 ->
              "%s does not accept the API key: %s; ./mneme keys create makes one."
                  .formatted(target, withoutStop(said));
          case 403 ->
              "The API key may not do this: %s; ./mneme keys create --scopes gives another one more."
                  .formatted(withoutStop(said));
          default -> "%s answered %d: %s".formatted(target, status, said);
        };
    return new RequestFailed(sentence, status, retryAfter(response));
  }

  private static Optional<Duration> retryAfter(HttpResponse<byte[]> response) {
    OptionalLong seconds;
    try {
      seconds = response.headers().firstValueAsLong("Retry-After");
    } catch (NumberFormatException e) {
      return Optional.empty(); // a date: our own schedule will do
    }
    return seconds.isPresent()
        ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
        : Optional.empty();
  }

  private static String withoutStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public void close() {
    http.close();
  }
}
