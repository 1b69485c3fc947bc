package io.mneme.reader;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.platform.Breaker;
import io.mneme.platform.Surroundings;
import io.mneme.reader.guard.Guarded;
import io.mneme.reader.pack.PackCache;
import io.mneme.reader.rank.RankWeights;
import io.mneme.reader.rank.Ranker;
import io.mneme.reader.recall.FreshPacks;
import io.mneme.reader.recall.QuestionVectors;
import io.mneme.reader.recall.ReaderMeters;
import io.mneme.reader.recall.Reads;
import io.mneme.reader.recall.Recaller;
import io.mneme.reader.recall.WriterProgress;
import io.mneme.storage.read.ReadCache;
import io.mneme.storage.read.ReadStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/**
 * A reader's core on fakes. Breakers are wide, so that a test sees the store and not the breaker.
 */
public final class World {
  public final FakeStore store = new FakeStore();
  public final FakeCache cache = new FakeCache();
  public volatile boolean embedderDown;

  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final InstantSource clock = InstantSource.system();
  public final Surroundings surroundings =
      new Surroundings(clock, new Random(7), meters, (_, _) -> {});

  public final Guarded<ReadStore> guardedStore = new Guarded<>("postgres", store, breaker("pg"));
  public final PackCache packs =
      new PackCache(
          guardedStore,
          Remembered.EMBEDDER.model(),
          new PackCache.Limits(10 << 20, Duration.ofMinutes(10)));
  public final Reads reads;
  public final Recaller recaller;

  public World() {
    this(Duration.ofMillis(150));
  }

  public World(Duration waitMax) {
    Guarded<ReadCache> guardedCache = new Guarded<>("redis", cache, breaker("redis"));
    ReaderMeters readerMeters = new ReaderMeters(meters);
    this.reads =
        new Reads(
            new WriterProgress(guardedStore, clock, waitMax),
            new FreshPacks(guardedCache, guardedStore, packs, readerMeters),
            guardedCache,
            guardedStore,
            clock);
    this.recaller =
        new Recaller(
            reads,
            new QuestionVectors(embedder(), breaker("embedding")),
            Ranker.of(RankWeights.STANDARD),
            readerMeters);
  }

  private Breaker breaker(String name) {
    return new Breaker(
        new Breaker.Rule(name, Integer.MAX_VALUE, 1, Duration.ofSeconds(1)), surroundings);
  }

  private Embedder embedder() {
    return new Embedder() {
      @Override
      public String model() {
        return Remembered.EMBEDDER.model();
      }

      @Override
      public int dimensions() {
        return Remembered.EMBEDDER.dimensions();
      }

      @Override
      public List<float[]> embed(List<String> texts) throws EmbedderUnavailable {
        if (embedderDown) {
          throw new EmbedderUnavailable("down");
        }
        return Remembered.EMBEDDER.embed(texts);
      }

      @Override
      public void close() {}
    };
  }
}
