package io.mneme.migrator.move;

import io.mneme.migrator.move.ChangeLog.Announcement;
import io.mneme.platform.Outage;
import io.mneme.platform.kafka.BatchHandler;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.TierMove;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.tier.TierStore;
import io.mneme.storage.tier.TierStore.MoveOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries decided moves out: move, announce, see that what was announced still stands. Each step
 * may be repeated. A move that finds its memory elsewhere announces where that is, so a death
 * between the store and {@code mneme.changes} is healed when the move is delivered again.
 */
public final class TierMover implements BatchHandler {
  /** How often an announcement may be overtaken before the loop takes a breath. */
  static final int ANNOUNCEMENTS_MAX = 8;

  private static final Logger LOG = LoggerFactory.getLogger(TierMover.class);
  private static final String STORE = "tier-store";

  private final MoveReader reader;
  private final TierStore store;
  private final ChangeLog changes;
  private final MoverMetrics metrics;
  private final Step.Witness witness;

  public TierMover(
      MoveReader reader,
      TierStore store,
      ChangeLog changes,
      MoverMetrics metrics,
      Step.Witness witness) {
    this.reader = reader;
    this.store = store;
    this.changes = changes;
    this.metrics = metrics;
    this.witness = witness;
  }

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> batch) throws Outage {
    for (List<PlannedMove> moves : reader.read(batch)) {
      carryOut(moves);
    }
  }

  private void carryOut(List<PlannedMove> planned) throws Outage {
    Map<UUID, String> correlationIds = correlationIds(planned);
    List<MoveOutcome> outcomes = move(planned.stream().map(PlannedMove::move).toList());
    witness.reached(Step.AFTER_MOVE);
    announce(outcomes, correlationIds);
    witness.reached(Step.AFTER_CHANGES);
    announceWhatOvertook(outcomes, correlationIds);
  }

  private List<MoveOutcome> move(List<TierMove> moves) throws Outage {
    List<MoveOutcome> outcomes = ask(() -> store.move(moves));
    outcomes.forEach(metrics::counted);
    return outcomes;
  }

  private void announce(List<MoveOutcome> outcomes, Map<UUID, String> correlationIds)
      throws Outage {
    List<Announcement> announcements = new ArrayList<>();
    for (MoveOutcome outcome : outcomes) {
      announcement(outcome, correlationIds.get(outcome.move().memoryId()))
          .ifPresent(announcements::add);
    }
    changes.publish(announcements);
  }

  /**
   * The writer may have changed or removed a memory between the move and its announcement, and then
   * the announcement stands behind the writer's own and says the wrong thing for ever. So what was
   * announced is held against the store, and said again until both agree.
   */
  private void announceWhatOvertook(List<MoveOutcome> first, Map<UUID, String> correlationIds)
      throws Outage {
    List<MoveOutcome> outcomes = first;
    for (int announced = 1; announced <= ANNOUNCEMENTS_MAX; announced++) {
      List<TierMove> overtaken = overtaken(outcomes);
      if (overtaken.isEmpty()) {
        return;
      }
      metrics.overtaken(overtaken.size());
      outcomes = move(overtaken);
      announce(outcomes, correlationIds);
    }
    throw new Outage(
        STORE, new IllegalStateException("a memory changes faster than it can be announced"));
  }

  private List<TierMove> overtaken(List<MoveOutcome> announced) throws Outage {
    List<TierMove> moves = announced.stream().map(MoveOutcome::move).toList();
    Map<UUID, Long> present = ask(() -> store.versions(moves));
    return announced.stream()
        .filter(outcome -> !stands(outcome, present.get(outcome.move().memoryId())))
        .map(MoveOutcome::move)
        .toList();
  }

  private static boolean stands(MoveOutcome announced, @Nullable Long present) {
    return switch (announced) {
      case MoveOutcome.Moved moved -> Objects.equals(moved.memory().version(), present);
      case MoveOutcome.Elsewhere elsewhere -> Objects.equals(elsewhere.memory().version(), present);
      case MoveOutcome.Gone _ -> present == null;
      case MoveOutcome.Unreadable _ -> true;
    };
  }

  private static Optional<Announcement> announcement(
      MoveOutcome outcome, @Nullable String correlationId) {
    return switch (outcome) {
      case MoveOutcome.Moved moved -> Optional.of(stands(moved.memory(), correlationId));
      case MoveOutcome.Elsewhere elsewhere ->
          Optional.of(stands(elsewhere.memory(), correlationId));
      case MoveOutcome.Gone gone ->
          Optional.of(
              new Announcement.Gone(gone.move().subject(), gone.move().memoryId(), correlationId));
      case MoveOutcome.Unreadable lost -> {
        LOG.error(
            "memory {} of tenant {} stays {}: {}",
            lost.move().memoryId(),
            lost.move().tenant(),
            lost.move().from(),
            lost.why());
        yield Optional.empty();
      }
    };
  }

  private static Announcement stands(Memory memory, @Nullable String correlationId) {
    return new Announcement.Stands(memory, correlationId);
  }

  private static Map<UUID, String> correlationIds(List<PlannedMove> moves) {
    Map<UUID, String> ids = new HashMap<>();
    for (PlannedMove planned : moves) {
      if (planned.correlationId() != null) {
        ids.put(planned.move().memoryId(), planned.correlationId());
      }
    }
    return ids;
  }

  private static <T> T ask(Supplier<T> question) throws Outage {
    try {
      return question.get();
    } catch (StoreUnavailable down) {
      throw new Outage(STORE, down);
    }
  }
}
