package io.mneme.embedding;

/** Opens the embedder a configuration names. */
public final class Embedders {

  private Embedders() {}

  /**
   * Ready to embed when this returns; an HTTP endpoint is not asked yet.
   *
   * @throws EmbedderUnavailable when a model in process cannot be loaded
   */
  public static Embedder open(EmbedderConfig config) throws EmbedderUnavailable {
    return switch (config.choice()) {
      case ONNX -> OnnxEmbedder.open(config.inProcessModel(), config.parallelism());
      case HTTP -> HttpEmbedder.open(config);
      case STUB -> new StubEmbedder(config.dimensions(), config.recordedModel());
    };
  }
}
