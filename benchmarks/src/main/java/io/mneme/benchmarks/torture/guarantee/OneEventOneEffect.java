package io.mneme.benchmarks.torture.guarantee;

import io.mneme.benchmarks.torture.history.Answer;
import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.schemas.Position;
import io.mneme.schemas.memory.Memory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Promise 2: however often a request was sent and a record delivered, the event took effect once,
 * by its first record; and nothing took effect that nobody sent.
 */
public final class OneEventOneEffect implements Guarantee {
  private final Set<UUID> sent = new HashSet<>();
  private final List<String> broken = new ArrayList<>();

  @Override
  public String promise() {
    return "2 one event, one effect";
  }

  @Override
  public void onProduce(Attempt attempt) {
    UUID eventId = attempt.command().eventId();
    sent.add(eventId);
    if (attempt.answer() instanceof Answer.Acknowledged(UUID answered, Position _)
        && !answered.equals(eventId)) {
      broken.add(
          "key %s is event %s, and was answered with %s"
              .formatted(attempt.command().key(), eventId, answered));
    }
  }

  @Override
  public void onProcess(Evidence evidence) {
    Replay replay = Replay.of(evidence.log());
    evidence
        .kept()
        .ledger()
        .forEach((eventId, position) -> {
          if (!sent.contains(eventId)) {
            broken.add("event %s took effect, and no client sent it".formatted(eventId));
          } else if (!position.equals(replay.applied().get(eventId))) {
            broken.add(
                "event %s took effect by its record at %s, its first is at %s"
                    .formatted(eventId, position, replay.applied().get(eventId)));
          }
        });
    compare(evidence.kept().memories(), replay.memories());
    long others = evidence.kept().memoriesOfAll() - evidence.kept().memories().size();
    if (others != 0) {
      broken.add("%d memories belong to nobody who sent anything".formatted(others));
    }
  }

  private void compare(List<Memory> found, Map<UUID, Replay.Expected> expected) {
    Set<UUID> ids = new HashSet<>();
    Set<String> effects = new HashSet<>();
    for (Memory memory : found) {
      String effect = memory.source().eventId() + "/" + memory.source().ordinal();
      boolean isNew = ids.add(memory.memoryId());
      if (!effects.add(effect) || !isNew) {
        broken.add("event %s has two memories".formatted(effect));
      }
      if (!expected.containsKey(memory.memoryId())) {
        broken.add(
            "memory %s of %s is there and should not be"
                .formatted(memory.memoryId(), memory.subject().key()));
      }
    }
    expected.forEach((id, memory) -> {
      if (!ids.contains(id)) {
        broken.add(
            "event %s at %s has no memory".formatted(memory.event().eventId(), memory.position()));
      }
    });
  }

  @Override
  public List<String> doAssert() {
    return List.copyOf(broken);
  }
}
