package io.mneme.writer;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.BatchHandler.LostPartition;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.Batch.LedgerEntry;
import io.mneme.storage.write.CommitResult;
import io.mneme.storage.write.WriteStore;
import io.mneme.writer.WriterMetrics.Stage;
import io.mneme.writer.derive.Derivation;
import io.mneme.writer.derive.Derived;
import io.mneme.writer.derive.Placed;
import io.mneme.writer.derive.Placed.Way;
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

  /** Begins to embed what these entries will most likely be remembered by. */
  void prepare(List<Entry> ahead) {
    List<Event> events = new ArrayList<>();
    for (Entry entry : ahead) {
      if (entry instanceof Entry.Legible legible) {
        events.add(legible.placed().event());
      }
    }
    embedder.anticipate(events);
  }

  /**
   * Stores what these entries mean, and buries those that mean nothing.
   *
   * @throws Outage when a dependency cannot do its part now
   * @throws LostPartition when another worker's progress stands there
   * @throws RuntimeException when something about the batch, or about the world, is not as expected
   */
  Stored store(List<Entry> batch) throws Outage, LostPartition {
    for (int decisions = 0; decisions < DECISIONS_MAX; decisions++) {
      Decided decided = metrics.timed(Stage.DERIVE, () -> decide(batch));
      steps.reached(Step.AFTER_DECIDE);
      Derived embedded = metrics.timed(Stage.EMBED, () -> embed(decided.derived()));
      steps.reached(Step.AFTER_EMBED);
      burials.bury(hopeless(decided));
      steps.reached(Step.BEFORE_COMMIT);
      Batch stored = batch(decided.entries(), embedded);
      switch (metrics.timed(Stage.STORE, () -> store.commit(stored))) {
        case CommitResult.Committed(Map<Subject, Long> revisions) -> {
          committed(decided, stored);
          return new Stored(stored, revisions, correlationIds(batch), acceptedAt(decided));
        }
        case CommitResult.Fenced(int partition, long expected, long found) ->
            throw new LostPartition(
                "partition %d stands at %d, not at %d".formatted(partition, found, expected));
        case CommitResult.Overtaken overtaken -> metrics.overtaken();
        case CommitResult.OtherModel(String model) -> embedder.change(model);
      }
    }
    throw new Outage(
        "postgres",
        new IllegalStateException(
            "the state decided on changed " + DECISIONS_MAX + " times before it was stored"));
  }

  /** A batch and what it means; what no store can keep is hopeless in it. */
  private record Decided(List<Entry> entries, Derived derived) {}

  private Decided decide(List<Entry> entries) {
    List<Placed> events = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Legible legible) {
        events.add(legible.placed());
      }
    }
    Derived derived = Derivation.derive(store.load(Derivation.questions(events)), events);
    Map<Position, String> faults = Faults.of(derived);
    return faults.isEmpty()
        ? new Decided(entries, derived)
        : decide(entries.stream().map(entry -> without(faults, entry)).toList());
  }

  /** The others mean something else without it, so they are decided again. */
  private static Entry without(Map<Position, String> faults, Entry entry) {
    String fault = faults.get(entry.position());
    return fault == null
        ? entry
        : new Entry.Hopeless(entry.origin(), fault, Entry.Hopeless.FIRST_ATTEMPT);
  }

  private Derived embed(Derived derived) throws Outage {
    return derived.with(embedder.embed(derived.changes()));
  }

  private static List<Entry.Hopeless> hopeless(Decided decided) {
    Map<Position, String> refused = new HashMap<>();
    decided
        .derived()
        .refusals()
        .forEach(refusal -> refused.put(refusal.position(), refusal.cause()));
    List<Entry.Hopeless> hopeless = new ArrayList<>();
    for (Entry entry : decided.entries()) {
      String cause = refused.get(entry.position());
      if (entry instanceof Entry.Hopeless poison) {
        hopeless.add(poison);
      } else if (cause != null) {
        hopeless.add(new Entry.Hopeless(entry.origin(), cause, Entry.Hopeless.FIRST_ATTEMPT));
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
        progress.advances(entries.stream().map(Entry::position).toList()),
        derived.requests(),
        derived.verdicts());
  }

  private void committed(Decided decided, Batch batch) {
    progress.advance(batch.progress());
    burials.forget();
    metrics.committed(decided.entries(), decided.derived());
    steps.reached(Step.AFTER_COMMIT);
  }

  private static List<Instant> acceptedAt(Decided decided) {
    Set<Position> applied =
        decided.derived().ledger().stream().map(LedgerEntry::position).collect(Collectors.toSet());
    List<Instant> times = new ArrayList<>();
    for (Entry entry : decided.entries()) {
      // an import's events wait on purpose: their age says nothing about how fast we are
      if (entry instanceof Entry.Legible legible
          && applied.contains(legible.position())
          && legible.placed().way() == Way.DIRECT) {
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
