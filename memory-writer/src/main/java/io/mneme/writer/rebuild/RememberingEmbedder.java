package io.mneme.writer.rebuild;

import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.TextEmbedding;
import io.mneme.platform.Outage;
import io.mneme.schemas.Ids;
import io.mneme.writer.PackedEmbedding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives the vector that was computed when a text was first met, and asks the model only for a text
 * that never had one.
 */
final class RememberingEmbedder implements Embedder {
  private final Embedder model;
  private final VectorShelf vectors;
  private final AnnouncedLibrary library;
  private final AtomicLong computed = new AtomicLong();

  RememberingEmbedder(Embedder model, VectorShelf vectors, AnnouncedLibrary library) {
    this.model = model;
    this.vectors = vectors;
    this.library = library;
  }

  @Override
  public String model() {
    return model.model();
  }

  @Override
  public int dimensions() {
    return model.dimensions();
  }

  /** How many texts the model was asked for. */
  long computed() {
    return computed.get();
  }

  @Override
  public List<TextEmbedding> embed(List<String> texts) throws EmbedderUnavailable {
    List<String> hashes = texts.stream().map(Ids::contentHash).toList();
    if (!hashes.stream().allMatch(vectors::holds)) {
      readOn();
      compute(texts, hashes);
    }
    return hashes.stream()
        .map(hash -> vectors.find(hash).orElseThrow())
        .map(PackedEmbedding::opened)
        .toList();
  }

  private void readOn() throws EmbedderUnavailable {
    try {
      library.readOn();
    } catch (Outage e) {
      throw new EmbedderUnavailable("mneme.changes cannot be read", e);
    }
  }

  private void compute(List<String> texts, List<String> hashes) throws EmbedderUnavailable {
    Map<String, String> unknown = new LinkedHashMap<>();
    for (int at = 0; at < texts.size(); at++) {
      if (!vectors.holds(hashes.get(at))) {
        unknown.put(hashes.get(at), texts.get(at));
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    List<TextEmbedding> values = model.embed(new ArrayList<>(unknown.values()));
    int next = 0;
    for (String hash : unknown.keySet()) {
      vectors.keep(PackedEmbedding.of(model.model(), hash, values.get(next)));
      next++;
    }
    computed.addAndGet(unknown.size());
  }

  @Override
  public void close() {
    model.close();
  }
}
