package io.mneme.migrator.job;

import io.mneme.migrator.job.TierPolicies.Lane;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.schemas.tier.TierMove;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is known of each memory and forwards the moves the policy decides: at a reading of a
 * cold memory at once, at everything else when a pass finds it due. Time is the wall clock Streams
 * hands in; the times of records are data and drive nothing.
 */
final class DecideMoves implements Processor<String, TierSignal, String, TierMove> {
  static final String SCHEMA = "tier-move/1";

  private final TierPolicies policies;
  private final PassSettings pass;
  private final JobMetrics metrics;
  private @Nullable Attached attached;

  /** Whether every memory stands in the queue today's settings put it in. */
  private boolean filed;

  DecideMoves(TierPolicies policies, PassSettings pass, JobMetrics metrics) {
    this.policies = policies;
    this.pass = pass;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, TierMove> context) {
    attached =
        new Attached(
            context,
            context.getStateStore(TierJobTopology.MEMORIES),
            new DueIndex(context.getStateStore(TierJobTopology.DUE), policies));
    context.schedule(
        pass.every(),
        PunctuationType.WALL_CLOCK_TIME,
        now -> metrics.timed(() -> decideDue(Instant.ofEpochMilli(now))));
  }

  @Override
  public void process(Record<String, TierSignal> record) {
    switch (record.value()) {
      case TierSignal.Changed change -> changed(record.key(), change);
      case TierSignal.Gone _ -> remember(record.key(), known(record.key()), null);
      case TierSignal.Recalled recall -> {
        for (UUID memoryId : recall.memoryIds()) {
          read(record, record.key() + "/" + memoryId, recall.servedAt());
        }
      }
    }
  }

  @Override
  public void close() {
    if (attached != null) {
      metrics.left(attached.context().taskId().partition());
    }
  }

  private void changed(String key, TierSignal.Changed change) {
    TrackedMemory before = known(key);
    remember(key, before, before == null ? TrackedMemory.first(change) : before.after(change));
  }

  /** A memory not heard of yet, or gone, cannot be moved: its reading is not counted. */
  private void read(Record<String, TierSignal> recall, String key, Instant servedAt) {
    TrackedMemory before = known(key);
    if (before != null) {
      Instant now = Instant.ofEpochMilli(here().context().currentSystemTimeMs());
      apply(
          key,
          before,
          policies.of(MemoryKey.tenantOf(key)).read(before, servedAt, now),
          now,
          recall.headers());
    }
  }

  /** Decides what has become due, the longest waiting first, at most so many in one pass. */
  private void decideDue(Instant now) {
    if (!filed) {
      here().due().fileAnew(here().memories());
      filed = true;
    }
    int room = pass.decisionsMax();
    for (Lane lane : policies.lanes()) {
      for (DueEntry entry : here().due().due(lane, now, room)) {
        decideDue(entry, now);
        room--;
      }
    }
    metrics.passed(here().context().taskId().partition(), here().due().sizeAbout());
  }

  private void decideDue(DueEntry entry, Instant now) {
    String key = entry.memoryKey();
    TrackedMemory before = known(key);
    if (before == null || !here().due().entry(key, before).equals(Optional.of(entry))) {
      here().due().remove(entry);
      return;
    }
    Decision decision = policies.of(MemoryKey.tenantOf(key)).decide(before, now);
    apply(key, before, decision, now, noHeaders());
  }

  private void apply(
      String key, TrackedMemory before, Decision decision, Instant now, Headers causedBy) {
    remember(key, before, decision.memory());
    switch (decision) {
      case Decision.Stay _ -> {}
      case Decision.Move move -> forward(MemoryKey.parse(key), before, move, now, causedBy);
    }
  }

  private void forward(
      MemoryKey key, TrackedMemory before, Decision.Move decision, Instant now, Headers causedBy) {
    TierMove move =
        new TierMove(
            key.subject().tenant(),
            key.subject().user(),
            key.memoryId(),
            before.tier(),
            decision.to(),
            decision.reason(),
            now);
    Headers headers = new org.apache.kafka.common.header.internals.RecordHeaders(causedBy);
    RecordHeaders.schema(headers, SCHEMA);
    here().context().forward(new Record<>(key.subject().key(), move, now.toEpochMilli(), headers));
    metrics.decided(move);
  }

  private static Headers noHeaders() {
    return new org.apache.kafka.common.header.internals.RecordHeaders();
  }

  private @Nullable TrackedMemory known(String key) {
    return here().memories().get(key);
  }

  /** Both stores say the same of a memory; what did not change is not written. */
  private void remember(String key, @Nullable TrackedMemory before, @Nullable TrackedMemory after) {
    if (Objects.equals(before, after)) {
      return;
    }
    here().due().replace(key, before, after);
    here().memories().put(key, after);
  }

  private Attached here() {
    return Objects.requireNonNull(attached, "init comes first");
  }

  private record Attached(
      ProcessorContext<String, TierMove> context,
      KeyValueStore<String, TrackedMemory> memories,
      DueIndex due) {}
}
