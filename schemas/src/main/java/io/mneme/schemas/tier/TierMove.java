package io.mneme.schemas.tier;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mneme.schemas.Subject;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A decision of the Streams job, carried out by the mover. Schema {@code tier-move/1}.
 *
 * @param tenant owner's tenant
 * @param user owner's user
 * @param memoryId what moves
 * @param from where the decision saw it; a memory no longer there is left alone
 * @param to where it goes
 * @param reason why
 * @param decidedAt wall clock of the decision
 */
public record TierMove(
    String tenant,
    String user,
    UUID memoryId,
    Tier from,
    Tier to,
    Reason reason,
    Instant decidedAt) {

  public TierMove {
    Subject.requireValid(tenant, user);
    Objects.requireNonNull(memoryId, "memory_id is missing");
    Objects.requireNonNull(from, "from is missing");
    Objects.requireNonNull(to, "to is missing");
    Objects.requireNonNull(reason, "reason is missing");
    Objects.requireNonNull(decidedAt, "decided_at is missing");
  }

  @JsonIgnore
  public Subject subject() {
    return new Subject(tenant, user);
  }

  /** Why a memory moves. */
  public enum Reason {
    /** Older than its tier allows, and not read often enough to stay. */
    @JsonProperty("aged")
    AGED,
    /** Archived or consolidated: cold at once. */
    @JsonProperty("archived")
    ARCHIVED,
    /** Read while cold: hot again. */
    @JsonProperty("accessed")
    ACCESSED
  }
}
