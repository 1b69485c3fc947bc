package io.mneme.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks an OpenAI-compatible endpoint ({@code POST /embeddings}). Every answer that is not a vector
 * of the configured length for every text is an {@link EmbedderUnavailable}: a wrong vector stored
 * once would be served for ever, a missing one is asked for again. Only where the endpoint says
 * that the request itself is at fault, it is a {@link TextRefused}.
 */
public final class HttpEmbedder implements Embedder {
  /** Texts in one request, as the common endpoints accept them. */
  static final int TEXTS_MAX = 64;

  /** Longer texts are cut: endpoints refuse what exceeds their context, at every retry. */
  static final int TEXT_CHARS_MAX = 8_000;

  /** A full answer is about 20 kB a text; what is longer is not one. */
  static final long ANSWER_BYTES_MAX = 16L << 20;

  /** Bad request, content too large, unprocessable: the same request gets the same answer. */
  private static final Set<Integer> ABOUT_THE_TEXTS = Set.of(400, 413, 422);

  private static final Duration CONNECT_WAIT_MAX = Duration.ofSeconds(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final URI endpoint;
  private final String model;
  private final @Nullable String apiKey;
  private final int dimensions;
  private final Duration answerWaitMax;
  private final Duration questionWaitMax;

  HttpEmbedder(URI endpoint, String model, @Nullable String apiKey, int dimensions, Duration wait) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_WAIT_MAX)
            .build();
    this.endpoint = endpoint;
    this.model = model;
    this.apiKey = apiKey;
    this.dimensions = dimensions;
    this.answerWaitMax = wait;
    this.questionWaitMax = min(wait, EmbedderConfig.HTTP_QUESTION_WAIT_MAX);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  static HttpEmbedder open(EmbedderConfig config) {
    String base = Objects.requireNonNull(config.url()).toString();
    return new HttpEmbedder(
        URI.create(base.replaceAll("/+$", "") + "/embeddings"),
        Objects.requireNonNull(config.model()),
        config.apiKey(),
        config.dimensions(),
        EmbedderConfig.HTTP_ANSWER_WAIT_MAX);
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public List<TextEmbedding> embed(List<String> texts) throws EmbedderUnavailable {
    List<TextEmbedding> embedded = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += TEXTS_MAX) {
      List<String> some = texts.subList(from, Math.min(from + TEXTS_MAX, texts.size()));
      for (float[] vector : ask(some, answerWaitMax)) {
        embedded.add(TextEmbedding.whole(vector));
      }
    }
    return embedded;
  }

  @Override
  public TextEmbedding embedQuestion(String question) throws EmbedderUnavailable {
    return TextEmbedding.whole(ask(List.of(question), questionWaitMax).getFirst());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private List<float[]> ask(List<String> texts, Duration wait) throws EmbedderUnavailable {
    HttpResponse<byte[]> response = answer(request(texts), wait);
    if (ABOUT_THE_TEXTS.contains(response.statusCode())) {
      throw new TextRefused(
          "the embedding endpoint " + endpoint + " refuses a text: " + response.statusCode());
    }
    if (response.statusCode() != 200) {
      throw unavailable(
          switch (response.statusCode()) {
            case 401, 403 -> "refuses the API key (" + response.statusCode() + ")";
            case 429 -> "asks to slow down (429)";
            default -> "answered " + response.statusCode();
          });
    }
    return vectors(response.body(), texts.size());
  }

  /**
   * The client's own timeout of a request ends with the headers; this wait covers the body as well.
   * Only one of them is set: of two that end together either could tell of it.
   */
  private HttpResponse<byte[]> answer(HttpRequest request, Duration wait)
      throws EmbedderUnavailable {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
    try {
      return answer.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unavailable("gave no answer within " + wait.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw unavailable("failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw unavailable("was not waited for: interrupted", e);
    }
  }

  private HttpRequest request(List<String> texts) throws EmbedderUnavailable {
    try {
      byte[] body =
          JSON.writeValueAsBytes(
              Map.of("model", model, "input", texts.stream().map(HttpEmbedder::cut).toList()));
      HttpRequest.Builder request =
          HttpRequest.newBuilder(endpoint)
              .header("Content-Type", "application/json")
              .header("Accept", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body));
      if (apiKey != null) {
        request.header("Authorization", "Bearer " + apiKey);
      }
      return request.build();
    } catch (JsonProcessingException e) {
      throw unavailable("cannot be asked: the texts have no JSON form", e);
    }
  }

  private List<float[]> vectors(byte[] body, int expected) throws EmbedderUnavailable {
    JsonNode data;
    try {
      data = JSON.readTree(body).path("data");
    } catch (IOException e) {
      throw unavailable("answered 200 with something that is not JSON", e);
    }
    if (!data.isArray() || data.size() != expected) {
      throw unavailable("answered with " + data.size() + " vectors for " + expected + " texts");
    }
    float[][] vectors = new float[expected][];
    for (int i = 0; i < expected; i++) {
      int index = data.get(i).path("index").asInt(i);
      if (index < 0 || index >= expected || vectors[index] != null) {
        throw unavailable("answered with a vector for text " + index + " of " + expected);
      }
      vectors[index] = vector(data.get(i).path("embedding"));
    }
    return List.of(vectors);
  }

  private float[] vector(JsonNode numbers) throws EmbedderUnavailable {
    if (!numbers.isArray() || numbers.size() != dimensions) {
      throw unavailable(
          "answered with " + numbers.size() + " dimensions, configured are " + dimensions);
    }
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      if (!numbers.get(i).isNumber()) {
        throw unavailable("answered with a vector that holds " + numbers.get(i));
      }
      vector[i] = numbers.get(i).floatValue();
    }
    if (!Vectors.normalise(vector)) {
      throw unavailable("answered with a vector without direction");
    }
    return vector;
  }

  private static String cut(String text) {
    if (text.length() <= TEXT_CHARS_MAX) {
      return text;
    }
    int end =
        Character.isHighSurrogate(text.charAt(TEXT_CHARS_MAX - 1))
            ? TEXT_CHARS_MAX - 1
            : TEXT_CHARS_MAX;
    return text.substring(0, end);
  }

  private EmbedderUnavailable unavailable(String what) {
    return new EmbedderUnavailable("the embedding endpoint " + endpoint + " " + what);
  }

  private EmbedderUnavailable unavailable(String what, Throwable cause) {
    return new EmbedderUnavailable("the embedding endpoint " + endpoint + " " + what, cause);
  }
}
