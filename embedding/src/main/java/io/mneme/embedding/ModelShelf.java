package io.mneme.embedding;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Embedders by the model that is recorded with their vectors. One is opened when it is first asked
 * for and kept until the end: a process sees a second model only when somebody changes it.
 */
public final class ModelShelf implements AutoCloseable {
  private final EmbedderConfig config;
  private final UnaryOperator<Embedder> dressing;
  private final Map<String, Embedder> opened = new ConcurrentHashMap<>();

  /**
   * @param config names the endpoint, and the model where nothing is recorded yet
   * @param dressing what every embedder is wrapped in; closes what it wraps
   */
  public ModelShelf(EmbedderConfig config, UnaryOperator<Embedder> dressing) {
    this.config = config;
    this.dressing = dressing;
  }

  /** The model that is configured. */
  public String configured() {
    return config.recordedModel();
  }

  /**
   * The embedder of a model. Who asks for one that is being opened waits; nobody else does.
   *
   * @param model as recorded with vectors
   * @throws EmbedderUnavailable when it is not known here, or cannot be loaded
   */
  public Embedder of(String model) throws EmbedderUnavailable {
    Embedder known = opened.get(model);
    return known == null ? open(model) : known;
  }

  private synchronized Embedder open(String model) throws EmbedderUnavailable {
    Embedder known = opened.get(model);
    if (known != null) {
      return known;
    }
    Embedder embedder = dressing.apply(Embedders.open(at(model)));
    opened.put(model, embedder);
    return embedder;
  }

  private EmbedderConfig at(String model) throws EmbedderUnavailable {
    if (model.equals(config.recordedModel())) {
      return config;
    }
    try {
      return config.withModel(model);
    } catch (IllegalArgumentException e) {
      throw new EmbedderUnavailable(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public synchronized void close() {
    opened.values().forEach(Embedder::close);
    opened.clear();
  }
}
