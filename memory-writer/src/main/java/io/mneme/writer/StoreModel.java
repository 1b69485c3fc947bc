package io.mneme.writer;

import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.ModelShelf;
import io.mneme.platform.Component;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.write.WriteStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's model. What is configured counts for a store without vectors, and until PostgreSQL
 * can be asked; a batch embedded by a wrong guess is refused and embedded again.
 */
final class StoreModel implements Models, Component {
  private static final Logger LOG = LoggerFactory.getLogger(StoreModel.class);

  private final ModelShelf shelf;
  private volatile WatchedEmbedder now;

  private StoreModel(ModelShelf shelf, Embedder now) {
    this.shelf = shelf;
    this.now = new WatchedEmbedder(now);
  }

  /**
   * Opens it.
   *
   * @throws EmbedderUnavailable when it cannot be had on this machine
   */
  static StoreModel open(ModelShelf shelf, WriteStore store) throws EmbedderUnavailable {
    String model = modelOf(store, shelf.configured());
    if (!model.equals(shelf.configured())) {
      LOG.warn(
          "the store's vectors are of {}; {} is configured, which counts for an empty store only",
          model,
          shelf.configured());
    }
    return new StoreModel(shelf, shelf.of(model));
  }

  private static String modelOf(WriteStore store, String configured) {
    try {
      return store.model().orElse(configured);
    } catch (StoreUnavailable e) {
      LOG.warn("the store cannot be asked for its model yet", e);
      return configured;
    }
  }

  @Override
  public Embedder now() {
    return now;
  }

  @Override
  public void change(String model) throws EmbedderUnavailable {
    now = new WatchedEmbedder(shelf.of(model));
    LOG.info("the store's vectors are of {} now", model);
  }

  @Override
  public String name() {
    return now.name();
  }

  @Override
  public Check check() {
    return now.check();
  }
}
