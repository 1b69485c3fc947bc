package io.mneme.reader.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.embedding.EmbedderConfig;

/**
 * Which model embeds questions: the one that embedded the memories. Blank is not set.
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
    return EmbedderConfig.of(kind, url, model, apiKey, number(dimensions));
  }

  private static @org.jspecify.annotations.Nullable Integer number(String text) {
    try {
      return text.isBlank() ? null : Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "MNEME_EMBEDDER_DIMENSIONS must be a number, not \"" + text + "\"", e);
    }
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "EmbedderSettings[" + kind + "]";
  }
}
