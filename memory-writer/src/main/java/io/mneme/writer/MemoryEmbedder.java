package io.mneme.writer;

import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.platform.Outage;
import io.mneme.schemas.Ids;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.EmbeddingText;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.write.Batch.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Gives every new or revised memory its vector. Texts of a batch yet to come are embedded while the
 * one before it is stored, and recent vectors are remembered: a batch that has to be tried again
 * embeds nothing, and who says "ok" twice is embedded once.
 *
 * <p>Used by the loop's thread alone; only the embedding ahead runs beside it.
 */
final class MemoryEmbedder {
  /** About a kilobyte each. */
  static final int VECTORS_MAX = 4_096;

  /** Batches being embedded ahead; the loop reads one ahead. */
  static final int AHEAD_MAX = 2;

  private final Embedder embedder;
  private final Executor beside;
  private final Map<String, Embedding> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Embedding> eldest) {
          return size() > VECTORS_MAX;
        }
      };
  private final Deque<Ahead> ahead = new ArrayDeque<>();

  /**
   * @param beside where embedding ahead runs, one batch after the other
   */
  MemoryEmbedder(Embedder embedder, Executor beside) {
    this.embedder = embedder;
    this.beside = beside;
  }

  /** Texts being embedded, by hash. */
  private record Ahead(
      Map<String, String> texts, CompletableFuture<Map<String, Embedding>> vectors) {}

  /** Begins to embed these texts. Of too many batches ahead, the oldest is given up. */
  void anticipate(List<String> texts) {
    Map<String, String> unknown = new LinkedHashMap<>();
    for (String text : texts) {
      String hash = Ids.contentHash(text);
      if (!recent.containsKey(hash)
          && ahead.stream().noneMatch(batch -> batch.texts.containsKey(hash))) {
        unknown.put(hash, text);
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    if (ahead.size() == AHEAD_MAX) {
      ahead.remove();
    }
    CompletableFuture<Map<String, Embedding>> vectors = new CompletableFuture<>();
    beside.execute(() -> {
      try {
        vectors.complete(ask(unknown));
      } catch (EmbedderUnavailable | RuntimeException e) {
        vectors.completeExceptionally(e);
      }
    });
    ahead.add(new Ahead(unknown, vectors));
  }

  /**
   * The same changes, with vectors.
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
    collect(missing, vectors);
    learn(missing, vectors);
    recent.putAll(vectors);
    return hashed.stream().map(change -> embedded(change, vectors)).toList();
  }

  /** Waits for what is being embedded already and takes what is missing from it. */
  private void collect(Map<String, String> missing, Map<String, Embedding> vectors) throws Outage {
    for (Ahead batch : List.copyOf(ahead)) {
      if (batch.texts.keySet().stream().noneMatch(missing::containsKey)) {
        continue;
      }
      ahead.remove(batch);
      Map<String, Embedding> done = await(batch.vectors);
      recent.putAll(done);
      done.forEach((hash, vector) -> {
        if (missing.remove(hash) != null) {
          vectors.put(hash, vector);
        }
      });
    }
  }

  /** Nothing where it failed: the same texts are asked for again, and that failure is told. */
  private static Map<String, Embedding> await(CompletableFuture<Map<String, Embedding>> vectors)
      throws Outage {
    try {
      return vectors.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Outage("embedder", e);
    } catch (ExecutionException failed) {
      return Map.of();
    }
  }

  private void learn(Map<String, String> missing, Map<String, Embedding> vectors) throws Outage {
    if (missing.isEmpty()) {
      return;
    }
    try {
      vectors.putAll(ask(missing));
    } catch (EmbedderUnavailable e) {
      throw new Outage("embedder", e);
    }
  }

  /** By any thread. */
  private Map<String, Embedding> ask(Map<String, String> texts) throws EmbedderUnavailable {
    List<float[]> values = embedder.embed(new ArrayList<>(texts.values()));
    if (values.size() != texts.size()) {
      throw new IllegalStateException(
          "the embedder gave " + values.size() + " vectors for " + texts.size() + " texts");
    }
    Map<String, Embedding> vectors = new HashMap<>();
    int next = 0;
    for (String hash : texts.keySet()) {
      vectors.put(hash, Embedding.of(embedder.model(), hash, values.get(next)));
      next++;
    }
    return vectors;
  }

  private static Change embedded(Hashed hashed, Map<String, Embedding> vectors) {
    @Nullable Embedding vector = vectors.get(hashed.hash);
    return switch (hashed.change) {
      case Change.Remember(var position, Memory memory) ->
          new Change.Remember(position, memory.with(required(vector)));
      case Change.Revise(var position, Memory memory) ->
          new Change.Revise(position, memory.with(required(vector)));
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
