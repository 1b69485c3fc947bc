package io.mneme.storage.cold;

import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs and reads a small object in memory, so that the first cold memory somebody asks for does
 * not wait for some hundreds of classes and the unpacker to be loaded, and asks the object store
 * for something it has not, for its client's sake.
 */
public final class ColdWarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(ColdWarmUp.class);
  private static final String NO_OBJECT = "cold/none.parquet";
  private static final int ROWS = 50;
  private static final int VECTOR_BYTES = 768;

  private ColdWarmUp() {}

  /** Does it once, after a while, on a thread of its own; the process may end meanwhile. */
  public static void begin(ObjectStore objects, Duration after) {
    Thread.ofPlatform().name("cold-warm-up").daemon().start(() -> run(objects, after));
  }

  private static void run(ObjectStore objects, Duration after) {
    try {
      Thread.sleep(after);
      run();
      objects.get(NO_OBJECT);
    } catch (StoreUnavailable e) {
      LOG.warn("the object store does not answer yet", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does it now. */
  static void run() {
    long begun = System.nanoTime();
    try {
      List<Memory> rows = ColdFile.unpack(ColdFile.pack(sample()));
      LOG.info(
          "can read cold objects: {} rows, {} ms",
          rows.size(),
          (System.nanoTime() - begun) / 1_000_000);
    } catch (IOException | RuntimeException e) {
      LOG.error("cold objects cannot be read by this process", e);
    }
  }

  static List<Memory> sample() {
    Memory.Content words =
        new Memory.Content(
            "warm", "up", "w", null, "c", 0, Map.of("w", 1), List.of("W"), List.of());
    Embedding vector = new Embedding("m", "h", new byte[VECTOR_BYTES], new byte[VECTOR_BYTES]);
    Memory row =
        new Memory(
            new UUID(0, 0),
            "t",
            "u",
            MemoryKind.EPISODIC,
            MemoryStatus.ACTIVE,
            Tier.COLD,
            1,
            words,
            new Memory.Times(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH),
            new Memory.Source(new UUID(0, 0), 0, 0, 0),
            vector);
    return Collections.nCopies(ROWS, row);
  }
}
