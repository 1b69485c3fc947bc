package io.mneme.writer;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.BatchHandler.LostPartition;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.Batch.LedgerEntry;
import io.mneme.storage.write.CommitResult;
import io.mneme.storage.write.WriteStore;
import io.mneme.writer.derive.Derivation;
import io.mneme.writer.derive.Derived;
import io.mneme.writer.derive.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Derive, embed, store: from entries of the log to one committed transaction. Whatever it throws,
 * nothing of the batch is stored.
 */
final class BatchWriter {
  static final int DECISIONS_MAX = 10;

  private static final int FIRST_ATTEMPT = 1;

  private final WriteStore store;
  private final MemoryEmbedder embedder;
  private final Burials burials;
  private final Progress progress;
  private final Step.Witness steps;
  private final WriterMetrics metrics;

  BatchWriter(
      WriteStore store,
      MemoryEmbedder embedder,
      Burials burials,
      Progress progress,
      Surveillance surveillance) {
    this.store = store;
    this.embedder = embedder;
    this.burials = burials;
    this.progress = progress;
    this.steps = surveillance.steps();
    this.metrics = surveillance.metrics();
  }

  /**
   * Stores what these entries mean, and buries those that mean nothing.
   *
   * @throws Outage when a dependency cannot do its part now
   * @throws LostPartition when another worker's progress stands there
   * @throws RuntimeException when something about the batch, or about the world, is not as expected
   */
  Stored store(List<Entry> entries) throws Outage, LostPartition {
    for (int decisions = 0; decisions < DECISIONS_MAX; decisions++) {
      Derived derived = metrics.timed(WriterMetrics.Stage.DERIVE, () -> derive(entries));
      steps.reached(Step.AFTER_DECIDE);
      Derived embedded =
          derived.with(
              metrics.timed(WriterMetrics.Stage.EMBED, () -> embedder.embed(derived.changes())));
      steps.reached(Step.AFTER_EMBED);
      burials.bury(hopeless(entries, derived));
      steps.reached(Step.BEFORE_COMMIT);
      Batch batch = batch(entries, embedded);
      switch (metrics.timed(WriterMetrics.Stage.STORE, () -> store.commit(batch))) {
        case CommitResult.Committed(Map<Subject, Long> revisions) -> {
          committed(entries, derived, batch);
          return new Stored(
              batch, revisions, correlationIds(entries), acceptedAt(entries, derived));
        }
        case CommitResult.Fenced(int partition, long expected, long found) ->
            throw new LostPartition(
                "partition %d stands at %d, not at %d".formatted(partition, found, expected));
        case CommitResult.Overtaken overtaken -> metrics.overtaken();
      }
    }
    throw new Outage(
        "postgres",
        new IllegalStateException(
            "the state decided on changed " + DECISIONS_MAX + " times before it was stored"));
  }

  private Derived derive(List<Entry> entries) {
    List<Placed> events = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Legible legible) {
        events.add(legible.placed());
      }
    }
    return Derivation.derive(store.load(Derivation.questions(events)), events);
  }

  private static List<Entry.Hopeless> hopeless(List<Entry> entries, Derived derived) {
    Map<Position, String> refused = new HashMap<>();
    derived.refusals().forEach(refusal -> refused.put(refusal.position(), refusal.cause()));
    List<Entry.Hopeless> hopeless = new ArrayList<>();
    for (Entry entry : entries) {
      String cause = refused.get(entry.position());
      if (entry instanceof Entry.Hopeless poison) {
        hopeless.add(poison);
      } else if (cause != null) {
        hopeless.add(new Entry.Hopeless(entry.origin(), cause, FIRST_ATTEMPT));
      }
    }
    return hopeless;
  }

  private Batch batch(List<Entry> entries, Derived derived) {
    return new Batch(
        derived.ledger(),
        derived.erasures(),
        derived.changes(),
        derived.turns(),
        derived.sessions(),
        progress.advances(entries.stream().map(Entry::position).toList()));
  }

  private void committed(List<Entry> entries, Derived derived, Batch batch) {
    progress.advance(batch.progress());
    embedder.forget();
    burials.forget();
    metrics.committed(entries, derived);
    steps.reached(Step.AFTER_COMMIT);
  }

  private static List<Instant> acceptedAt(List<Entry> entries, Derived derived) {
    Set<Position> applied =
        derived.ledger().stream().map(LedgerEntry::position).collect(Collectors.toSet());
    List<Instant> times = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Legible legible && applied.contains(legible.position())) {
        times.add(legible.placed().event().acceptedAt());
      }
    }
    return times;
  }

  private static Map<Position, String> correlationIds(List<Entry> entries) {
    Map<Position, String> ids = new HashMap<>();
    for (Entry entry : entries) {
      RecordHeaders.correlationId(entry.origin().headers())
          .ifPresent(id -> ids.put(entry.position(), id));
    }
    return ids;
  }
}
