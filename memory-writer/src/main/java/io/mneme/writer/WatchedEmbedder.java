package io.mneme.writer;

import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.TextEmbedding;
import io.mneme.platform.Component;
import java.util.List;
import java.util.Map;

/** An embedder that remembers how its last call ended, since asking a model costs a model. */
final class WatchedEmbedder implements Embedder, Component {
  private final Embedder embedder;
  private volatile String lastFailure = "";

  WatchedEmbedder(Embedder embedder) {
    this.embedder = embedder;
  }

  @Override
  public String model() {
    return embedder.model();
  }

  @Override
  public int dimensions() {
    return embedder.dimensions();
  }

  @Override
  public List<TextEmbedding> embed(List<String> texts) throws EmbedderUnavailable {
    try {
      List<TextEmbedding> embedded = embedder.embed(texts);
      lastFailure = "";
      return embedded;
    } catch (EmbedderUnavailable e) {
      lastFailure = String.valueOf(e.getMessage());
      throw e;
    }
  }

  @Override
  public void close() {
    embedder.close();
  }

  @Override
  public String name() {
    return "embedder";
  }

  @Override
  public Check check() {
    Map<String, Object> details = Map.of("model", model(), "dimensions", dimensions());
    String failure = lastFailure;
    return failure.isEmpty()
        ? new Check.Up("embeds", details)
        : new Check.Degraded("the last call failed: " + failure, details);
  }
}
