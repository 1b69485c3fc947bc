package io.mneme.writer;

import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.platform.Outage;
import io.mneme.schemas.Ids;
import io.mneme.schemas.memory.Embedding;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.WriteStore;
import io.mneme.writer.derive.Anticipation.Guess;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embeds what a batch will most likely need while the one before it is stored. What the ledger
 * knows already is left out: a client that sends everything again costs a look, not a model.
 *
 * <p>Called by the loop's thread; the work runs beside it, one batch after the other.
 */
final class EmbeddingAhead {
  /** Batches being embedded; the loop reads one ahead. Of more, the oldest is given up. */
  static final int BATCHES_MAX = 2;

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddingAhead.class);

  private final WriteStore store;
  private final Vectorizer vectorizer;
  private final Executor beside;
  private final Deque<Running> running = new ArrayDeque<>();

  EmbeddingAhead(WriteStore store, Vectorizer vectorizer, Executor beside) {
    this.store = store;
    this.vectorizer = vectorizer;
    this.beside = beside;
  }

  /** A batch being embedded, and the hashes of the texts that may come of it. */
  private record Running(Set<String> hashes, CompletableFuture<Map<String, Embedding>> vectors) {}

  /**
   * Begins.
   *
   * @param known hashes that need no vector
   */
  void begin(List<Guess> guesses, Collection<String> known) {
    Map<UUID, String> texts = new LinkedHashMap<>();
    Set<String> hashes = new HashSet<>();
    for (Guess guess : guesses) {
      String hash = Ids.contentHash(guess.text());
      if (!known.contains(hash) && running.stream().noneMatch(it -> it.hashes.contains(hash))) {
        texts.put(guess.eventId(), guess.text());
        hashes.add(hash);
      }
    }
    if (texts.isEmpty()) {
      return;
    }
    if (running.size() == BATCHES_MAX) {
      running.remove().vectors.cancel(false);
    }
    CompletableFuture<Map<String, Embedding>> vectors = new CompletableFuture<>();
    running.add(new Running(hashes, vectors));
    beside.execute(() -> embed(texts, vectors));
  }

  private void embed(Map<UUID, String> texts, CompletableFuture<Map<String, Embedding>> vectors) {
    if (vectors.isCancelled()) {
      return;
    }
    try {
      Set<UUID> applied =
          store.load(new StateQuery(texts.keySet(), Set.of(), Set.of(), Set.of())).applied();
      Map<String, String> news =
          texts.entrySet().stream()
              .filter(text -> !applied.contains(text.getKey()))
              .map(Map.Entry::getValue)
              .collect(Collectors.toMap(Ids::contentHash, text -> text, (one, same) -> one));
      vectors.complete(vectorizer.vectors(news));
    } catch (EmbedderUnavailable | RuntimeException e) {
      vectors.completeExceptionally(e);
    }
  }

  /**
   * What is there of these, once it is there. What failed is missing: it will be asked for again,
   * and that failure is told.
   *
   * @throws Outage when it is not waited for: this worker is ending
   */
  Map<String, Embedding> take(Set<String> hashes) throws Outage {
    Map<String, Embedding> taken = new HashMap<>();
    for (Running batch : List.copyOf(running)) {
      if (batch.hashes.stream().anyMatch(hashes::contains)) {
        running.remove(batch);
        taken.putAll(await(batch.vectors));
      }
    }
    return taken;
  }

  private static Map<String, Embedding> await(CompletableFuture<Map<String, Embedding>> vectors)
      throws Outage {
    try {
      return vectors.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Outage("embedder", e);
    } catch (ExecutionException failed) {
      LOG.debug("nothing was embedded ahead", failed);
      return Map.of();
    }
  }

  /** Texts by hash to vectors by hash; by any thread. */
  interface Vectorizer {
    Map<String, Embedding> vectors(Map<String, String> texts) throws EmbedderUnavailable;
  }
}
