package io.mneme.testkit.store;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.cold.ColdLine;
import io.mneme.storage.cold.ColdReader.Row;
import io.mneme.storage.read.ErasureReceipt;
import io.mneme.storage.write.Batch.Request;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The receipts of {@link InMemoryState}, whose clock is the request's: nothing in it takes time.
 * Nobody clears its archive, so none is ever complete.
 */
final class InMemoryReceipts {
  private final Map<Position, Counted> receipts = new HashMap<>();

  private static final class Counted {
    private final Request request;
    private final int sessions;
    private final Map<Tier, Integer> tiers = new EnumMap<>(Tier.class);
    private final Set<String> objects = new HashSet<>();
    private long redisKeys;
    private @Nullable Instant toldAt;

    private Counted(Request request, int sessions) {
      this.request = request;
      this.sessions = sessions;
    }

    private int in(Tier tier) {
      return tiers.getOrDefault(tier, 0);
    }

    private ErasureReceipt receipt() {
      return new ErasureReceipt(
          request.eventId(),
          request.memoryId(),
          request.acceptedAt(),
          new ErasureReceipt.Rows(
              in(Tier.HOT), in(Tier.WARM), in(Tier.COLD), sessions, request.acceptedAt()),
          new ErasureReceipt.Copies(redisKeys, toldAt),
          new ErasureReceipt.Objects(objects.size(), null, null));
    }
  }

  void begin(Request request, int sessionsHeld) {
    receipts.put(
        request.position(), new Counted(request, request.memoryId() == null ? sessionsHeld : 0));
  }

  void gone(Position position, Row row) {
    Counted receipt = receipts.get(position);
    if (receipt != null) {
      receipt.tiers.merge(row.memory().tier(), 1, Integer::sum);
      row.cold().map(ColdLine::objectKey).ifPresent(receipt.objects::add);
    }
  }

  void told(int partition, long offset, Map<Subject, Long> dropped) {
    receipts.forEach((position, receipt) -> {
      if (position.partition() == partition
          && position.offset() <= offset
          && receipt.toldAt == null) {
        receipt.toldAt = receipt.request.acceptedAt();
        receipt.redisKeys = dropped.getOrDefault(receipt.request.subject(), 0L);
      }
    });
  }

  Optional<ErasureReceipt> of(Subject subject, UUID eventId) {
    return receipts.values().stream()
        .filter(receipt -> receipt.request.eventId().equals(eventId))
        .filter(receipt -> receipt.request.subject().equals(subject))
        .map(Counted::receipt)
        .findFirst();
  }
}
