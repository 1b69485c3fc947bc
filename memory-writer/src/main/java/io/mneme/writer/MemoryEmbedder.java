package io.mneme.writer;

import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.TextEmbedding;
import io.mneme.platform.Outage;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.EmbeddingText;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.WriteStore;
import io.mneme.writer.derive.Anticipation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Gives every new or revised memory its vector. Recent vectors are remembered: a batch that has to
 * be tried again embeds nothing, and who says "ok" twice is embedded once.
 *
 * <p>Used by the loop's thread alone; only the embedding ahead runs beside it.
 */
final class MemoryEmbedder {
  /** About two kilobytes each. */
  static final int VECTORS_MAX = 4_096;

  private final Models models;
  private final EmbeddingAhead ahead;
  private final Map<String, Embedding> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Embedding> eldest) {
          return size() > VECTORS_MAX;
        }
      };

  /**
   * @param models whose vectors they get
   * @param store whose ledger says what need not be embedded ahead
   * @param beside where embedding ahead runs, one batch after the other
   */
  MemoryEmbedder(Models models, WriteStore store, Executor beside) {
    this.models = models;
    this.ahead = new EmbeddingAhead(store, this::vectors, beside);
  }

  /** Begins to embed what these events will most likely be remembered by. */
  void anticipate(List<Event> events) {
    ahead.begin(Anticipation.of(events), recent.keySet());
  }

  /**
   * From now on another model; what the one before has embedded is forgotten.
   *
   * @throws Outage when the model cannot be had now
   */
  void change(String model) throws Outage {
    try {
      models.change(model);
    } catch (EmbedderUnavailable e) {
      throw new Outage("embedder", e);
    }
    recent.clear();
  }

  /**
   * The same changes, with vectors of one model.
   *
   * @throws Outage when the model cannot answer now
   */
  List<Change> embed(List<Change> changes) throws Outage {
    List<Hashed> hashed = changes.stream().map(Hashed::of).toList();
    Map<String, String> missing = new LinkedHashMap<>();
    Map<String, Embedding> vectors = new HashMap<>();
    for (Hashed change : hashed) {
      if (change.hasText()) {
        Embedding known = recent.get(change.hash);
        if (known == null) {
          missing.put(change.hash, change.text);
        } else {
          vectors.put(change.hash, known);
        }
      }
    }
    vectors.putAll(ahead.take(missing.keySet()));
    String model = models.now().model();
    vectors.values().removeIf(vector -> !vector.model().equals(model)); // begun before a change
    missing.keySet().removeAll(vectors.keySet());
    if (!missing.isEmpty()) {
      vectors.putAll(embedded(missing));
    }
    recent.putAll(vectors);
    return hashed.stream().map(change -> embedded(change, vectors)).toList();
  }

  private Map<String, Embedding> embedded(Map<String, String> texts) throws Outage {
    try {
      return vectors(texts);
    } catch (EmbedderUnavailable e) {
      throw new Outage("embedder", e);
    }
  }

  /** By any thread. */
  private Map<String, Embedding> vectors(Map<String, String> texts) throws EmbedderUnavailable {
    if (texts.isEmpty()) {
      return Map.of();
    }
    Embedder embedder = models.now();
    List<String> hashes = List.copyOf(texts.keySet());
    List<TextEmbedding> values =
        embedder.embed(hashes.stream().map(hash -> requireText(texts, hash)).toList());
    if (values.size() != hashes.size()) {
      throw new IllegalStateException(
          "the embedder gave " + values.size() + " vectors for " + hashes.size() + " texts");
    }
    Map<String, Embedding> vectors = new HashMap<>();
    for (int i = 0; i < hashes.size(); i++) {
      vectors.put(
          hashes.get(i), PackedEmbedding.of(embedder.model(), hashes.get(i), values.get(i)));
    }
    return vectors;
  }

  private static String requireText(Map<String, String> texts, String hash) {
    return Objects.requireNonNull(texts.get(hash), "a hash without its text");
  }

  private static Change embedded(Hashed hashed, Map<String, Embedding> vectors) {
    @Nullable Embedding vector = vectors.get(hashed.hash);
    return switch (hashed.change) {
      case Change.Remember(var position, Memory memory) ->
          new Change.Remember(position, memory.with(required(vector)));
      case Change.Revise(var position, Memory memory, Memory before) ->
          new Change.Revise(position, memory.with(required(vector)), before);
      case Change.Forget forget -> forget;
    };
  }

  private static Embedding required(@Nullable Embedding vector) {
    return Objects.requireNonNull(vector, "no vector for a text just embedded");
  }

  /** A change with the text it is embedded by and that text's hash; a forgetting has none. */
  private record Hashed(Change change, String text, String hash) {

    static Hashed of(Change change) {
      return switch (change) {
        case Change.Remember(var position, Memory memory) -> of(change, memory);
        case Change.Revise(var position, Memory memory, var before) -> of(change, memory);
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
