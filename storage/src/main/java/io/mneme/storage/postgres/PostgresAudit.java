package io.mneme.storage.postgres;

import io.mneme.schemas.Position;
import java.util.Map;
import java.util.UUID;

/** What the store holds as a whole, to hold the log against. Costs what is held. */
public final class PostgresAudit {
  private final PostgresPool pool;

  /**
   * An audit.
   *
   * @param pool logged in as {@code mneme_writer}
   */
  public PostgresAudit(PostgresPool pool) {
    this.pool = pool;
  }

  /** Every event that took effect, and where the record stands that did it. */
  public Map<UUID, Position> ledger() {
    return pool.read(SelectLedger::on);
  }

  /** How many memories there are, of all subjects and in all tiers. */
  public long memories() {
    return pool.read(SelectTierCounts::on).values().stream().mapToLong(Long::longValue).sum();
  }
}
