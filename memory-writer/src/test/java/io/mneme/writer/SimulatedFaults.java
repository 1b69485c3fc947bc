package io.mneme.writer;

import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.TextEmbedding;
import io.mneme.platform.Outage;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.UnstorableRecord;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.CommitResult;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.WriteStore;
import io.mneme.storage.write.WriterState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong in the simulation, by the seed: a dependency fails before it did its work, or
 * after it (the answer is lost), or the process dies there, or stands still while others go on.
 */
final class SimulatedFaults implements Step.Witness {
  private static final int DEATHS_ONE_IN = 400;
  private static final int PAUSES_ONE_IN = 300;
  private static final int OUTAGES_ONE_IN = 40;
  private static final int OVERTAKINGS_ONE_IN = 30;

  /** In a text: the store fails with it, for no stated reason. */
  static final String TOXIC = "toxic";

  /** In a text: the store refuses it and does not say which. */
  static final String UNSTORABLE = "unstorable";

  private final Random random;
  private boolean calm;
  private Runnable pause = () -> {};
  int deaths;
  int outages;

  SimulatedFaults(Random random) {
    this.random = random;
  }

  /** SIGKILL. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** What happens elsewhere while a process stands still. */
  void onPause(Runnable elsewhere) {
    pause = elsewhere;
  }

  /** Nothing goes wrong from now on. */
  void calmDown() {
    calm = true;
  }

  @Override
  public void reached(Step step) {
    maybeDie();
  }

  void maybeDie() {
    if (happens(PAUSES_ONE_IN)) {
      pause.run();
    }
    if (happens(DEATHS_ONE_IN)) {
      deaths++;
      throw new Death();
    }
  }

  boolean isOut() {
    boolean out = happens(OUTAGES_ONE_IN);
    outages += out ? 1 : 0;
    return out;
  }

  private boolean happens(int oneIn) {
    return !calm && random.nextInt(oneIn) == 0;
  }

  void maybeOut(String dependency) throws Outage {
    maybeDie();
    if (isOut()) {
      throw new Outage(dependency, new IllegalStateException("simulated"));
    }
  }

  <T> T storeCall(Supplier<T> call) {
    storeMayFail();
    T result = call.get();
    storeMayFail();
    return result;
  }

  void storeMayFail() {
    maybeDie();
    if (isOut()) {
      throw new StoreUnavailable("simulated", new IllegalStateException("simulated"));
    }
  }

  /** Traps in the log: what a store refuses without naming the record. */
  private static void spring(Change change) {
    if (change instanceof Change.Remember(var position, Memory memory)) {
      if (memory.content().text().contains(TOXIC)) {
        throw new IllegalStateException("something about this batch does not work");
      }
      if (memory.content().text().contains(UNSTORABLE)) {
        throw new UnstorableRecord(null, "one of these cannot be kept", null);
      }
    }
  }

  /** A store that fails as the seed says. */
  WriteStore over(WriteStore store) {
    return new WriteStore() {
      @Override
      public Map<Integer, Long> progress() {
        return storeCall(store::progress);
      }

      @Override
      public Optional<String> model() {
        return storeCall(store::model);
      }

      @Override
      public WriterState load(StateQuery query) {
        return storeCall(() -> store.load(query));
      }

      @Override
      public CommitResult commit(Batch batch) {
        if (happens(OVERTAKINGS_ONE_IN)) {
          return new CommitResult.Overtaken(Set.of(), Set.of());
        }
        batch.changes().forEach(SimulatedFaults::spring);
        return storeCall(() -> store.commit(batch));
      }

      @Override
      public List<Announcement> outbox(int partition, @Nullable Mark after, int limit) {
        return storeCall(() -> store.outbox(partition, after, limit));
      }

      @Override
      public void settle(Map<Integer, Long> offsets, Map<Subject, Long> dropped) {
        storeMayFail();
        store.settle(offsets, dropped);
        storeMayFail();
      }
    };
  }

  /** An embedder that fails as the seed says. */
  Embedder over(Embedder embedder) {
    return new Embedder() {
      @Override
      public String model() {
        return embedder.model();
      }

      @Override
      public int dimensions() {
        return embedder.dimensions();
      }

      @Override
      public List<TextEmbedding> embed(List<String> texts) throws EmbedderUnavailable {
        maybeDie();
        if (isOut()) {
          throw new EmbedderUnavailable("simulated");
        }
        return embedder.embed(texts);
      }

      @Override
      public void close() {
        embedder.close();
      }
    };
  }
}
