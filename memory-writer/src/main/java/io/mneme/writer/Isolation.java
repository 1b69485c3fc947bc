package io.mneme.writer;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.BatchHandler.LostPartition;
import io.mneme.platform.kafka.RetrySchedule;
import io.mneme.schemas.Position;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.UnstorableRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the record a batch fails by. A batch that fails, and not by an outage, is applied record by
 * record; one that fails {@value #ATTEMPTS_MAX} times goes to the dead letters, its neighbours go
 * on. When {@value #GIVEN_UP_IN_A_ROW_MAX} records in a row had to be given up and none passed, it
 * is not the records: that is an outage, and the rest waits.
 */
final class Isolation {
  static final int ATTEMPTS_MAX = 3;
  static final int GIVEN_UP_IN_A_ROW_MAX = 10;
  static final RetrySchedule BETWEEN_ATTEMPTS =
      new RetrySchedule(Duration.ofSeconds(1), Duration.ofSeconds(10));

  private static final Logger LOG = LoggerFactory.getLogger(Isolation.class);

  private final BatchWriter writer;
  private final Pause pause;
  private final RandomGenerator random;
  private int givenUpInARow;

  Isolation(BatchWriter writer, Pause pause, RandomGenerator random) {
    this.writer = writer;
    this.pause = pause;
    this.random = random;
  }

  /** Waits; a test's does not. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /** What is done with each part of a batch once it is stored. */
  interface Then {
    void announce(Stored stored) throws Outage;
  }

  /** Begins what can be begun of a batch that comes later. */
  void prepare(List<Entry> ahead) {
    writer.prepare(ahead);
  }

  /** Stores the batch at once, or in as many parts as it takes. */
  void apply(List<Entry> entries, Then then) throws Outage, LostPartition {
    List<Entry> batch = entries;
    while (true) {
      Stored stored;
      try {
        stored = writer.store(batch);
      } catch (StoreUnavailable e) {
        throw new Outage("postgres", e);
      } catch (UnstorableRecord e) {
        Optional<List<Entry>> withoutIt = without(batch, e);
        if (withoutIt.isEmpty()) {
          oneByOne(batch, then, e);
          return;
        }
        batch = withoutIt.get();
        continue;
      } catch (RuntimeException e) {
        oneByOne(batch, then, e);
        return;
      }
      givenUpInARow = 0;
      then.announce(stored);
      return;
    }
  }

  /** The batch with the named record hopeless; empty when no record is named. */
  private static Optional<List<Entry>> without(List<Entry> batch, UnstorableRecord fault) {
    Position unstorable = fault.position().orElse(null);
    List<Entry> rest = new ArrayList<>(batch);
    for (int i = 0; i < rest.size(); i++) {
      if (rest.get(i) instanceof Entry.Legible legible && legible.position().equals(unstorable)) {
        rest.set(i, Entry.Hopeless.because(fault, legible.origin(), 1));
        return Optional.of(rest);
      }
    }
    return Optional.empty();
  }

  private void oneByOne(List<Entry> batch, Then then, RuntimeException cause)
      throws Outage, LostPartition {
    LOG.warn("a batch of {} failed and is applied record by record", batch.size(), cause);
    for (Entry entry : batch) {
      then.announce(alone(entry));
    }
  }

  private Stored alone(Entry entry) throws Outage, LostPartition {
    for (int attempt = 1; ; attempt++) {
      try {
        Stored stored = writer.store(List.of(entry));
        givenUpInARow = entry instanceof Entry.Hopeless ? givenUpInARow : 0;
        return stored;
      } catch (StoreUnavailable e) {
        throw new Outage("postgres", e);
      } catch (UnstorableRecord e) {
        return bury(entry, e, attempt);
      } catch (RuntimeException e) {
        if (attempt >= ATTEMPTS_MAX) {
          return giveUp(entry, e, attempt);
        }
        pauseAfter(attempt);
      }
    }
  }

  private Stored giveUp(Entry entry, RuntimeException cause, int attempts)
      throws Outage, LostPartition {
    if (entry instanceof Entry.Hopeless || givenUpInARow >= GIVEN_UP_IN_A_ROW_MAX) {
      throw new Outage("writer", cause);
    }
    givenUpInARow++;
    LOG.error("event {} failed {} times and is given up", entry.position(), attempts, cause);
    return bury(entry, cause, attempts);
  }

  /** Without its event only progress is stored; where even that fails, it was not the event. */
  private Stored bury(Entry entry, RuntimeException cause, int attempts)
      throws Outage, LostPartition {
    try {
      return writer.store(List.of(Entry.Hopeless.because(cause, entry.origin(), attempts)));
    } catch (RuntimeException e) {
      throw new Outage("writer", e);
    }
  }

  private void pauseAfter(int attempt) throws Outage {
    try {
      pause.of(BETWEEN_ATTEMPTS.delayAfter(attempt - 1, random));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Outage("writer", e);
    }
  }
}
