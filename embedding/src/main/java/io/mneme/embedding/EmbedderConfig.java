package io.mneme.embedding;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which model turns text into vectors. Blank strings, as an empty environment variable gives them,
 * mean absent.
 *
 * @param choice in process, over HTTP, or the stand-in
 * @param url HTTP only: the base to which {@code /embeddings} is added
 * @param model its name, recorded with every vector; absent is {@code all-minilm-l6-v2-q} in
 *     process and the usual stand-in; required for HTTP, as the endpoint calls it
 * @param apiKey HTTP only: sent as a bearer token, when present
 * @param dimensions length of a vector; required for HTTP, fixed for a model in process
 * @param parallelism texts embedded at the same time
 */
public record EmbedderConfig(
    Choice choice,
    @Nullable URI url,
    @Nullable String model,
    @Nullable String apiKey,
    int dimensions,
    int parallelism) {

  /** Time an HTTP endpoint has for one answer. */
  public static final Duration HTTP_ANSWER_WAIT_MAX = Duration.ofSeconds(10);

  /** The same for a question: somebody waits, and its words find something meanwhile. */
  public static final Duration HTTP_QUESTION_WAIT_MAX = Duration.ofSeconds(2);

  /** Where vectors come from. */
  public enum Choice {
    /** A quantised model in this process. */
    ONNX,
    /** An OpenAI-compatible endpoint. */
    HTTP,
    /** Hashed words: no meaning, for tests and benchmarks of the pipeline. */
    STUB
  }

  public EmbedderConfig {
    if (parallelism < 1) {
      throw new IllegalArgumentException("an embedder needs a parallelism of at least 1");
    }
    if (choice == Choice.HTTP && (url == null || model == null || dimensions < 1)) {
      throw new IllegalArgumentException(
          "MNEME_EMBEDDER=http needs MNEME_EMBEDDER_URL, MNEME_EMBEDDER_MODEL and"
              + " MNEME_EMBEDDER_DIMENSIONS");
    }
    if (choice == Choice.ONNX && model != null && InProcessModel.named(model).isEmpty()) {
      throw unknown(model);
    }
  }

  /** The usual model in process, on every core. */
  public static EmbedderConfig inProcess() {
    return new EmbedderConfig(
        Choice.ONNX, null, null, null, InProcessModel.DIMENSIONS, availableProcessors());
  }

  /** From the values of the environment variables {@code MNEME_EMBEDDER*}, blank where not set. */
  public static EmbedderConfig of(
      String choice, String url, String model, String apiKey, @Nullable Integer dimensions) {
    Choice chosen = parse(choice);
    int length =
        dimensions == null ? (chosen == Choice.HTTP ? 0 : InProcessModel.DIMENSIONS) : dimensions;
    if (chosen == Choice.ONNX && length != InProcessModel.DIMENSIONS) {
      throw new IllegalArgumentException(
          "MNEME_EMBEDDER_DIMENSIONS is "
              + length
              + ", but the models in process have vectors of "
              + InProcessModel.DIMENSIONS
              + "; leave it unset");
    }
    return new EmbedderConfig(
        chosen,
        url.isBlank() ? null : uri(url),
        model.isBlank() ? null : model,
        apiKey.isBlank() ? null : apiKey,
        length,
        availableProcessors());
  }

  /**
   * The same surroundings with another model: one in process, or the one the endpoint has by this
   * name, where an endpoint is configured.
   *
   * @param name as recorded with vectors, or as an operator says it
   * @throws IllegalArgumentException when there is no such model; the message names the known ones
   */
  public EmbedderConfig withModel(String name) {
    if (InProcessModel.named(name).isPresent()) {
      return new EmbedderConfig(
          Choice.ONNX, url, name, apiKey, InProcessModel.DIMENSIONS, parallelism);
    }
    if (StubEmbedder.isName(name)) {
      return new EmbedderConfig(Choice.STUB, url, name, apiKey, dimensions, parallelism);
    }
    if (url == null) {
      throw unknown(name);
    }
    return new EmbedderConfig(Choice.HTTP, url, name, apiKey, dimensions, parallelism);
  }

  /** The name that is recorded with its vectors. */
  public String recordedModel() {
    return switch (choice) {
      case ONNX -> inProcessModel().model();
      case HTTP -> Objects.requireNonNull(model);
      case STUB -> model == null ? StubEmbedder.name(dimensions) : model;
    };
  }

  InProcessModel inProcessModel() {
    return model == null ? InProcessModel.DEFAULT : InProcessModel.named(model).orElseThrow();
  }

  private static IllegalArgumentException unknown(String model) {
    return new IllegalArgumentException(
        "There is no model \""
            + model
            + "\". Known are "
            + InProcessModel.names()
            + ", and with MNEME_EMBEDDER_URL set whatever that endpoint has.");
  }

  /** Never shows the API key. */
  @Override
  public String toString() {
    return choice + (url == null ? "" : " " + url) + (model == null ? "" : " " + model);
  }

  private static Choice parse(String choice) {
    return switch (choice.trim().toLowerCase(Locale.ROOT)) {
      case "", "onnx" -> Choice.ONNX;
      case "http" -> Choice.HTTP;
      case "stub" -> Choice.STUB;
      default ->
          throw new IllegalArgumentException(
              "MNEME_EMBEDDER is onnx, http or stub, not \"" + choice + "\"");
    };
  }

  private static URI uri(String url) {
    URI parsed = URI.create(url);
    if (parsed.getHost() == null
        || !("http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme()))) {
      throw new IllegalArgumentException(
          "MNEME_EMBEDDER_URL must be an http or https address, not \"" + url + "\"");
    }
    return parsed;
  }

  private static int availableProcessors() {
    return Runtime.getRuntime().availableProcessors();
  }
}
