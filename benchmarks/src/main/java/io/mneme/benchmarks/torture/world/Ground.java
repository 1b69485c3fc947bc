package io.mneme.benchmarks.torture.world;

import io.mneme.benchmarks.torture.guarantee.Evidence;
import io.mneme.devstack.Addresses;
import io.mneme.devstack.Deployable;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.FolderObjectStore;
import io.mneme.storage.postgres.PostgresAudit;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresReadStore;
import io.mneme.storage.postgres.PostgresWriteStore;
import io.mneme.storage.read.ReadStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What PostgreSQL holds, looked at past every service. */
public final class Ground implements AutoCloseable {
  private final PostgresPool asWriter;
  private final PostgresPool asReader;
  private final PostgresWriteStore writes;
  private final ReadStore reads;
  private final PostgresAudit audit;

  Ground(Addresses.Postgres database, Path objects) {
    this.asWriter = open(database, Deployable.WRITER);
    this.asReader = open(database, Deployable.READER);
    ColdReader cold = new ColdReader(new FolderObjectStore(objects));
    this.writes = new PostgresWriteStore(asWriter, cold);
    this.reads = new PostgresReadStore(asReader, cold);
    this.audit = new PostgresAudit(asWriter);
  }

  private static PostgresPool open(Addresses.Postgres database, Deployable as) {
    return PostgresPool.open(
        PostgresConfig.of(database.url(), as.databaseUser(), database.password()));
  }

  /** Whether everything below these offsets is applied; not, while PostgreSQL does not say. */
  public boolean hasApplied(Map<Integer, Long> ends) {
    try {
      Map<Integer, Long> progress = writes.progress();
      return ends.entrySet().stream()
          .allMatch(end -> progress.getOrDefault(end.getKey(), 0L) >= end.getValue());
    } catch (StoreUnavailable e) {
      return false;
    }
  }

  /** All there is of these subjects. */
  public Evidence.Kept kept(
      Collection<Subject> subjects, Collection<String> sessions, Instant now) {
    List<Memory> memories = new ArrayList<>();
    Map<Subject, Map<String, Integer>> states = new HashMap<>();
    for (Subject subject : subjects) {
      memories.addAll(reads.everything(subject, 0).changed());
      for (String session : sessions) {
        reads
            .session(subject, session, now)
            .ifPresent(view ->
                states
                    .computeIfAbsent(subject, _ -> new HashMap<>())
                    .put(session, (Integer) view.state().getOrDefault("number", -1)));
      }
    }
    return new Evidence.Kept(audit.ledger(), memories, audit.memories(), states);
  }

  @Override
  public void close() {
    asWriter.close();
    asReader.close();
  }
}
