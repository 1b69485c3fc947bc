package io.mneme.benchmarks.torture.guarantee;

import io.mneme.benchmarks.torture.history.Answer;
import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.schemas.Position;
import io.mneme.schemas.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Promise 1: what was acknowledged is in the log, where the answer said, and took effect. */
public final class AcceptedIsDurable implements Guarantee {
  private final Map<Position, UUID> acknowledged = new LinkedHashMap<>();
  private final List<String> broken = new ArrayList<>();

  @Override
  public String promise() {
    return "1 accepted is durable";
  }

  @Override
  public void onProduce(Attempt attempt) {
    if (attempt.answer() instanceof Answer.Acknowledged(UUID eventId, Position position)) {
      UUID before = acknowledged.put(position, eventId);
      if (before != null && !before.equals(eventId)) {
        broken.add("two events were acknowledged at " + position);
      }
    }
  }

  @Override
  public void onProcess(Evidence evidence) {
    Map<Position, UUID> log = new HashMap<>();
    for (LogRecord record : evidence.log()) {
      Event event = record.event();
      if (event != null) {
        log.put(record.position(), event.eventId());
      }
    }
    Set<UUID> applied = evidence.kept().ledger().keySet();
    acknowledged.forEach((position, eventId) -> {
      if (!eventId.equals(log.get(position))) {
        broken.add(
            "event %s was acknowledged at %s, where the log holds %s"
                .formatted(eventId, position, log.get(position)));
      }
      if (!applied.contains(eventId)) {
        broken.add("event %s was acknowledged at %s and lost".formatted(eventId, position));
      }
    });
  }

  @Override
  public List<String> doAssert() {
    return List.copyOf(broken);
  }
}
