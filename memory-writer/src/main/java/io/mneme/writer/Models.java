package io.mneme.writer;

import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;

/** The model a writer embeds with: the store's, which can be changed under its hands. */
interface Models {
  /** The embedder that makes the vectors of now; by any thread. */
  Embedder now();

  /**
   * From now on another model.
   *
   * @throws EmbedderUnavailable when it cannot be had; the one before stays
   */
  void change(String model) throws EmbedderUnavailable;

  /** For a store whose model nobody changes. */
  static Models only(Embedder embedder) {
    return new Models() {
      @Override
      public Embedder now() {
        return embedder;
      }

      @Override
      public void change(String model) throws EmbedderUnavailable {
        throw new EmbedderUnavailable(
            "the store wants vectors of " + model + ", here is only " + embedder.model());
      }
    };
  }
}
