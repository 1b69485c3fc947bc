package io.mneme.reader;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.StubEmbedder;
import io.mneme.embedding.TextEmbedding;
import io.mneme.platform.Breaker;
import io.mneme.platform.Surroundings;
import io.mneme.reader.database.DatabaseMeters;
import io.mneme.reader.database.Databases;
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
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A reader's core on fakes. Breakers are wide, so that a test sees the store and not the breaker.
 */
public final class World {
  /** Packs read at once. */
  public static final int READS_MAX = 3;

  private static final int QUESTIONS_WAITING_MAX = 24;

  private static final String STUB = Remembered.EMBEDDER.model();

  public final FakeStore store = new FakeStore();
  public final FakeCache cache = new FakeCache();
  public final FakeTracking tracking = new FakeTracking(cache);
  public volatile boolean embedderDown;

  /** The model of every question, in their order. */
  public final List<String> asked = new CopyOnWriteArrayList<>();

  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final InstantSource clock = InstantSource.system();
  public final Surroundings surroundings =
      new Surroundings(clock, new Random(7), meters, (_, _) -> {});

  public final Guarded<ReadStore> guardedStore = new Guarded<>("postgres", store, breaker("pg"));
  public final Databases databases =
      new Databases(
          guardedStore, List.of(), Duration.ofSeconds(5), clock, new DatabaseMeters(meters));
  public final PackCache packs =
      new PackCache(
          databases, STUB, new PackCache.Limits(10 << 20, Duration.ofMinutes(10), READS_MAX));
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
            new WriterProgress(databases, clock, waitMax),
            new FreshPacks(tracking, guardedCache, databases, packs, readerMeters),
            guardedCache,
            databases,
            clock);
    this.recaller =
        new Recaller(
            reads,
            new QuestionVectors(
                this::embedder, embedder(STUB), breaker("embedding"), QUESTIONS_WAITING_MAX),
            Ranker.of(RankWeights.WORD_BY_WORD, RankWeights.AS_A_WHOLE),
            readerMeters);
  }

  public Breaker breaker(String name) {
    return new Breaker(
        new Breaker.Rule(name, Integer.MAX_VALUE, 1, Duration.ofSeconds(1)), surroundings);
  }

  private Embedder embedder(String model) {
    Embedder stub = new StubEmbedder(Remembered.EMBEDDER.dimensions(), model);
    return new Embedder() {
      @Override
      public String model() {
        return model;
      }

      @Override
      public int dimensions() {
        return stub.dimensions();
      }

      @Override
      public List<TextEmbedding> embed(List<String> texts) throws EmbedderUnavailable {
        if (embedderDown) {
          throw new EmbedderUnavailable("down");
        }
        asked.add(model);
        return stub.embed(texts);
      }

      @Override
      public void close() {}
    };
  }
}
