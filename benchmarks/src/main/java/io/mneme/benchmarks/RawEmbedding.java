package io.mneme.benchmarks;

import io.mneme.cli.eval.Latencies;
import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderConfig;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.Embedders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The same model on the same texts with nothing around it: what a pipeline that embeds every turn
 * cannot beat on this machine.
 */
final class RawEmbedding implements AutoCloseable {
  private static final int WARM_UP_TEXTS = 200;
  private static final int BATCH_TEXTS = 64;

  private final Embedder embedder;

  private RawEmbedding(Embedder embedder) {
    this.embedder = embedder;
  }

  static RawEmbedding open() throws EmbedderUnavailable {
    return new RawEmbedding(Embedders.open(EmbedderConfig.inProcess()));
  }

  /** Texts a second, on every core. */
  double textsPerSecond(List<String> texts) throws EmbedderUnavailable {
    embedder.embed(texts.subList(0, Math.min(WARM_UP_TEXTS, texts.size())));
    long start = System.nanoTime();
    for (int from = 0; from < texts.size(); from += BATCH_TEXTS) {
      embedder.embed(texts.subList(from, Math.min(from + BATCH_TEXTS, texts.size())));
    }
    return texts.size() / ((System.nanoTime() - start) / 1e9);
  }

  /** How long one text takes by itself. */
  Latencies one(List<String> texts) throws EmbedderUnavailable {
    List<Duration> took = new ArrayList<>(texts.size());
    for (String text : texts) {
      long start = System.nanoTime();
      embedder.embed(List.of(text));
      took.add(Duration.ofNanos(System.nanoTime() - start));
    }
    return Latencies.of(took);
  }

  @Override
  public void close() {
    embedder.close();
  }
}
