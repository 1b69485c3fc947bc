package io.mneme.reader;

import io.mneme.devstack.Addresses;
import io.mneme.embedding.StubEmbedder;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresWriteStore;
import io.mneme.storage.redis.RedisCache;
import io.mneme.storage.redis.RedisConfig;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.CommitResult;
import io.mneme.storage.write.StateQuery.Conversation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes into PostgreSQL and then into Redis what a writer would, without Kafka; everything on
 * partition 0.
 */
final class Ingest implements AutoCloseable {
  static final StubEmbedder EMBEDDER = new StubEmbedder(384);

  private final PostgresPool pool;
  private final PostgresWriteStore store;
  private final RedisCache cache;
  private long next;

  Ingest(Addresses.Postgres postgres, ObjectStore objects, String redisUrl) {
    this.pool =
        PostgresPool.open(PostgresConfig.of(postgres.url(), "mneme_writer", postgres.password()));
    this.store = new PostgresWriteStore(pool, new ColdReader(objects));
    this.cache = RedisCache.open(new RedisConfig(redisUrl, Duration.ofSeconds(5)));
  }

  /** One batch; returns the position of its last event. */
  synchronized Position write(Remembered... memories) {
    long first = next;
    List<Batch.LedgerEntry> ledger = new ArrayList<>();
    List<Batch.Change> changes = new ArrayList<>();
    Map<Conversation, Integer> turns = new HashMap<>();
    for (Remembered one : memories) {
      Memory memory =
          one.offset(next)
              .memory(EMBEDDER.model(), text -> EMBEDDER.embed(List.of(text)).getFirst().vector());
      Position position = new Position(0, next);
      ledger.add(new Batch.LedgerEntry(memory.source().eventId(), position));
      changes.add(new Batch.Change.Remember(position, memory));
      if (memory.content().conversation() != null && memory.content().turn() != null) {
        turns.merge(
            new Conversation(memory.subject(), memory.content().conversation()),
            memory.content().turn() + 1,
            Math::max);
      }
      next++;
    }
    commit(
        new Batch(
            ledger,
            List.of(),
            changes,
            turns,
            List.of(),
            List.of(new Batch.Advance(0, first, next))));
    return new Position(0, next - 1);
  }

  /** Gives a memory other words, by an event that was accepted now. */
  synchronized Position correct(Remembered was, Remembered words, Instant acceptedAt) {
    Function<String, float[]> embedder = text -> EMBEDDER.embed(List.of(text)).getFirst().vector();
    Memory before = was.memory(EMBEDDER.model(), embedder);
    Memory other = words.memory(EMBEDDER.model(), embedder);
    Memory after =
        new Memory(
            before.memoryId(),
            before.tenant(),
            before.user(),
            before.kind(),
            before.status(),
            before.tier(),
            before.version() + 1,
            other.content(),
            new Memory.Times(before.times().occurredAt(), before.times().createdAt(), acceptedAt),
            before.source(),
            other.embedding());
    Position position = new Position(0, next);
    commit(
        new Batch(
            List.of(new Batch.LedgerEntry(correction(position), position)),
            List.of(),
            List.of(new Batch.Change.Revise(position, after, before)),
            Map.of(),
            List.of(),
            List.of(new Batch.Advance(0, next, next + 1))));
    next++;
    return position;
  }

  /** The id of the event of a correction. */
  static UUID correction(Position position) {
    return Ids.event("acme", "correction " + position);
  }

  /** A session's state, its time to the microsecond as the store's contract wants it. */
  synchronized void touch(Subject subject, String session, Map<String, Object> state, Instant at) {
    Batch.SessionState written =
        new Batch.SessionState(
            subject,
            session,
            state,
            at.truncatedTo(ChronoUnit.MICROS),
            Ids.event("acme", "touch " + next),
            new Position(0, next));
    commit(
        new Batch(
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            List.of(written),
            List.of(new Batch.Advance(0, next, next + 1))));
    next++;
  }

  /** A conditional write that found no state. */
  synchronized UUID refuse(Subject subject, String session) {
    Position position = new Position(0, next);
    UUID event = Ids.event("acme", "refused " + next);
    commit(
        new Batch(
            List.of(new Batch.LedgerEntry(event, position)),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(new Batch.Advance(0, next, next + 1)),
            List.of(),
            List.of(
                new Batch.Verdict(
                    event,
                    position,
                    subject,
                    session,
                    null,
                    Instant.parse("2026-01-01T00:00:00Z")))));
    next++;
    return event;
  }

  /** Forgets a memory without telling Redis, as a writer that dies after its commit. */
  synchronized Position forgetUntold(Subject subject, UUID memoryId) {
    Position position = new Position(0, next);
    untold(List.of(new Batch.Change.Forget(position, subject, memoryId)));
    return position;
  }

  /** Writes a memory without telling Redis. */
  synchronized Position writeUntold(Remembered one) {
    Position position = new Position(0, next);
    Memory memory =
        one.offset(next)
            .memory(EMBEDDER.model(), text -> EMBEDDER.embed(List.of(text)).getFirst().vector());
    untold(List.of(new Batch.Change.Remember(position, memory)));
    return position;
  }

  private void untold(List<Batch.Change> changes) {
    Batch batch =
        new Batch(
            List.of(),
            List.of(),
            changes,
            Map.of(),
            List.of(),
            List.of(new Batch.Advance(0, next, next + 1)));
    if (!(store.commit(batch) instanceof CommitResult.Committed)) {
      throw new AssertionError("not committed");
    }
    next++;
  }

  /** The position the next event will have. */
  synchronized Position following() {
    return new Position(0, next);
  }

  private void commit(Batch batch) {
    switch (store.commit(batch)) {
      case CommitResult.Committed committed -> cache.write(batch, committed.revisions());
      case CommitResult.Fenced fenced -> throw new AssertionError(fenced.toString());
      case CommitResult.OtherModel other -> throw new AssertionError(other.toString());
      case CommitResult.Overtaken overtaken -> throw new AssertionError(overtaken.toString());
    }
  }

  @Override
  public void close() {
    cache.close();
    pool.close();
  }
}
