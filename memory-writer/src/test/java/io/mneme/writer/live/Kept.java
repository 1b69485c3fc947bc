package io.mneme.writer.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.devstack.Addresses;
import io.mneme.devstack.Deployable;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresReadStore;
import io.mneme.storage.postgres.PostgresWriteStore;
import io.mneme.storage.read.ReadStore;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.WriteStore;
import io.mneme.testkit.store.InMemoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What became of the events: a look into PostgreSQL as the services see it. */
public final class Kept implements AutoCloseable {
  private static final Duration WAIT_MAX = Duration.ofMinutes(1);

  private final PostgresPool asWriter;
  private final PostgresPool asReader;
  private final WriteStore writes;
  private final ReadStore reads;

  public Kept(Addresses.Postgres database) {
    this(database, new InMemoryObjectStore());
  }

  /**
   * @param objects where cold memories lie
   */
  public Kept(Addresses.Postgres database, ObjectStore objects) {
    ColdReader cold = new ColdReader(objects);
    this.asWriter = open(database, Deployable.WRITER);
    this.asReader = open(database, Deployable.READER);
    this.writes = new PostgresWriteStore(asWriter, cold);
    this.reads = new PostgresReadStore(asReader, cold);
  }

  private static PostgresPool open(Addresses.Postgres database, Deployable as) {
    return PostgresPool.open(
        PostgresConfig.of(database.url(), as.databaseUser(), database.password()));
  }

  /** Waits until everything in the log is applied and announced. */
  public void awaitAll(EventLog log) {
    Map<Integer, Long> ends = log.ends();
    try {
      await(
          "the log is applied and announced",
          () ->
              ends.keySet().stream()
                  .allMatch(partition ->
                      progress(partition) >= ends.getOrDefault(partition, 0L)
                          && owed(partition) == 0));
    } catch (AssertionError late) {
      StringBuilder standing = new StringBuilder();
      ends.forEach((partition, end) ->
          standing.append(
              "%n partition %d: applied %d of %d, owes %d"
                  .formatted(partition, progress(partition), end, owed(partition))));
      throw new AssertionError(late.getMessage() + standing, late);
    }
  }

  /** Waits for something that is to come true. */
  public static void await(String what, BooleanSupplier true_) {
    long deadline = System.nanoTime() + WAIT_MAX.toNanos();
    while (!true_.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + WAIT_MAX.toSeconds() + " s: " + what);
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  /** The next offset of a partition. */
  public long progress(int partition) {
    return writes.progress().getOrDefault(partition, 0L);
  }

  /** Rows of a partition's outbox, at most 1,000. */
  public int owed(int partition) {
    return writes.outbox(partition, null, 1_000).size();
  }

  /** Which of these events took effect. */
  public Set<UUID> applied(Collection<UUID> eventIds) {
    return writes
        .load(new StateQuery(Set.copyOf(eventIds), Set.of(), Set.of(), Set.of()))
        .applied();
  }

  /** All memories of a subject, in the order of the log. */
  public List<Memory> memories(Subject subject) {
    return reads.everything(subject, 0).changed().stream()
        .sorted(Comparator.comparingLong(memory -> memory.source().offset()))
        .toList();
  }

  public ReadStore reads() {
    return reads;
  }

  /** The last state of each memory of these subjects in the changes is what PostgreSQL holds. */
  public void assertAnnounced(EventLog log, Collection<Subject> subjects) throws IOException {
    Map<String, Memory> last = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : log.read(Topics.CHANGES)) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      if (record.value() == null) {
        last.remove(key);
      } else {
        last.put(key, Json.read(record.value(), Memory.class));
      }
    }
    for (Subject subject : subjects) {
      Map<String, Memory> announced = new HashMap<>(last);
      announced.keySet().removeIf(key -> !key.startsWith(subject.key() + "/"));
      Map<String, Memory> kept = new HashMap<>();
      memories(subject).forEach(m -> kept.put(subject.key() + "/" + m.memoryId(), m));
      assertThat(announced).as("changes of %s", subject).isEqualTo(kept);
    }
  }

  @Override
  public void close() {
    asWriter.close();
    asReader.close();
  }
}
