package io.mneme.writer;

import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.platform.Outage;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.EmbeddingText;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.write.Batch.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gives every new or revised memory its vector. Each text is embedded once, and not again when its
 * batch has to be tried again: vectors are kept until {@link #forget}.
 */
final class MemoryEmbedder {
  private final Embedder embedder;
  private final Map<String, Embedding> vectors = new HashMap<>();

  MemoryEmbedder(Embedder embedder) {
    this.embedder = embedder;
  }

  /**
   * The same changes, with vectors.
   *
   * @throws Outage when the model cannot answer now
   */
  List<Change> embed(List<Change> changes) throws Outage {
    List<Hashed> hashed = changes.stream().map(Hashed::of).toList();
    Map<String, String> unknown = new LinkedHashMap<>();
    for (Hashed change : hashed) {
      if (change.hasText() && !vectors.containsKey(change.hash)) {
        unknown.put(change.hash, change.text);
      }
    }
    if (!unknown.isEmpty()) {
      learn(unknown);
    }
    return hashed.stream().map(this::embedded).toList();
  }

  /** The batch is stored: its vectors are not asked for again. */
  void forget() {
    vectors.clear();
  }

  private void learn(Map<String, String> texts) throws Outage {
    List<float[]> values;
    try {
      values = embedder.embed(new ArrayList<>(texts.values()));
    } catch (EmbedderUnavailable e) {
      throw new Outage("embedder", e);
    }
    if (values.size() != texts.size()) {
      throw new IllegalStateException(
          "the embedder gave " + values.size() + " vectors for " + texts.size() + " texts");
    }
    int next = 0;
    for (String hash : texts.keySet()) {
      vectors.put(hash, Embedding.of(embedder.model(), hash, values.get(next)));
      next++;
    }
  }

  private Change embedded(Hashed hashed) {
    return switch (hashed.change) {
      case Change.Remember(var position, Memory memory) ->
          new Change.Remember(position, memory.with(vector(hashed)));
      case Change.Revise(var position, Memory memory) ->
          new Change.Revise(position, memory.with(vector(hashed)));
      case Change.Forget forget -> forget;
    };
  }

  private Embedding vector(Hashed hashed) {
    return Objects.requireNonNull(vectors.get(hashed.hash), "no vector for a text just embedded");
  }

  /** A change with the text it is embedded by and that text's hash; a forgetting has none. */
  private record Hashed(Change change, String text, String hash) {

    static Hashed of(Change change) {
      return switch (change) {
        case Change.Remember(var position, Memory memory) -> of(change, memory);
        case Change.Revise(var position, Memory memory) -> of(change, memory);
        case Change.Forget forget -> new Hashed(change, "", "");
      };
    }

    private static Hashed of(Change change, Memory memory) {
      return new Hashed(
          change, EmbeddingText.of(memory.content()), EmbeddingText.hash(memory.content()));
    }

    boolean hasText() {
      return !hash.isEmpty();
    }
  }
}
