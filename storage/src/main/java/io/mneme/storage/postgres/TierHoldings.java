package io.mneme.storage.postgres;

import io.mneme.schemas.tier.Tier;
import io.mneme.storage.tier.TierStore.Holding;
import java.util.EnumMap;
import java.util.Map;

/** How much lies in each tier, for whoever wants to know it without moving anything. */
public final class TierHoldings {
  private final PostgresPool pool;

  /**
   * @param pool logged in as {@code mneme_mover}
   */
  public TierHoldings(PostgresPool pool) {
    this.pool = pool;
  }

  /** Memories and bytes in each tier; every tier is named. */
  public Map<Tier, Holding> now() {
    return pool.read(connection -> {
      Map<Tier, Long> counts = SelectTierCounts.on(connection);
      Map<Tier, Long> bytes = SelectTierBytes.on(connection);
      Map<Tier, Holding> holdings = new EnumMap<>(Tier.class);
      for (Tier tier : Tier.values()) {
        holdings.put(
            tier, new Holding(counts.getOrDefault(tier, 0L), bytes.getOrDefault(tier, 0L)));
      }
      return holdings;
    });
  }

  /**
   * What a tier takes in PostgreSQL.
   *
   * @param heapBytes rows, and room that rows left
   * @param indexBytes all its indexes
   * @param deadRows rows that left and were not vacuumed yet, about
   * @param vacuums of its leaves by themselves, since the server's statistics began
   */
  public record Room(long heapBytes, long indexBytes, long deadRows, long vacuums) {}

  /** What each tier takes, objects not counted. */
  public Map<Tier, Room> room() {
    return pool.read(SelectTierRoom::on);
  }
}
