package io.mneme.writer.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.embedding.EmbedderConfig;
import io.mneme.platform.ConfigurationProblem;
import org.jspecify.annotations.Nullable;

/**
 * Which model embeds memories. Blank is not set.
 *
 * @param kind {@code onnx}, {@code http} or {@code stub}
 * @param url http: the endpoint's base
 * @param model http: the model's name there
 * @param apiKey http: its key
 * @param dimensions http: length of its vectors
 */
@ConfigurationProperties("mneme.embedder")
public record EmbedderSettings(
    String kind, String url, String model, String apiKey, String dimensions) {

  /** What the embedding module reads of it. */
  public EmbedderConfig config() {
    try {
      return EmbedderConfig.of(kind, url, model, apiKey, length());
    } catch (IllegalArgumentException impossible) {
      throw new ConfigurationProblem(String.valueOf(impossible.getMessage()));
    }
  }

  private @Nullable Integer length() {
    try {
      return dimensions.isBlank() ? null : Integer.valueOf(dimensions.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "MNEME_EMBEDDER_DIMENSIONS must be a number, not \"" + dimensions + "\"", e);
    }
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "EmbedderSettings[" + kind + "]";
  }
}
