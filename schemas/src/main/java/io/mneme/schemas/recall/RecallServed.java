package io.mneme.schemas.recall;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.mneme.schemas.Subject;
import io.mneme.schemas.tier.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Which memories one answer served. Schema {@code recall/1}. Lossy under pressure: counts, never
 * truth.
 *
 * @param recallId identity of the answer
 * @param tenant owner's tenant
 * @param user owner's user
 * @param servedAt reader clock
 * @param memories what was served, best first
 */
public record RecallServed(
    UUID recallId, String tenant, String user, Instant servedAt, List<Served> memories) {

  public RecallServed {
    Objects.requireNonNull(recallId, "recall_id is missing");
    Subject.requireValid(tenant, user);
    Objects.requireNonNull(servedAt, "served_at is missing");
    Objects.requireNonNull(memories, "memories is missing");
  }

  @JsonIgnore
  public Subject subject() {
    return new Subject(tenant, user);
  }

  /**
   * One served memory.
   *
   * @param memoryId which
   * @param tier where it lay when it was served
   */
  public record Served(UUID memoryId, Tier tier) {
    public Served {
      Objects.requireNonNull(memoryId, "memories.memory_id is missing");
      Objects.requireNonNull(tier, "memories.tier is missing");
    }
  }
}
