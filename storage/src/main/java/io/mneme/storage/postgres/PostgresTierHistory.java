package io.mneme.storage.postgres;

import io.mneme.schemas.tier.Tier;
import io.mneme.storage.tier.TierHistory;
import io.mneme.storage.tier.TierStore.Holding;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** {@link TierHistory} in PostgreSQL. */
public final class PostgresTierHistory implements TierHistory {
  /** How long every hour is kept. */
  static final Duration HOURS_KEPT_FOR = Duration.ofDays(14);

  private final PostgresPool pool;

  /**
   * @param pool logged in as {@code mneme_mover}
   */
  public PostgresTierHistory(PostgresPool pool) {
    this.pool = pool;
  }

  @Override
  public List<Share> now() {
    return pool.read(PostgresTierHistory::shares);
  }

  @Override
  public void note(Instant hour) {
    pool.write(connection -> {
      InsertTierHistory.on(connection, hour, shares(connection));
      int gone = DeleteTierHistory.on(connection, hour.minus(HOURS_KEPT_FOR));
      return new PostgresPool.Ending.Keep<>(gone);
    });
  }

  @Override
  public List<Noted> since(Instant hour) {
    return pool.read(connection -> SelectTierHistory.on(connection, hour));
  }

  private static List<Share> shares(Connection connection) throws SQLException {
    List<SelectTenantCounts.Count> counts = SelectTenantCounts.on(connection);
    Map<Tier, Long> bytes = SelectTierBytes.on(connection);
    Map<String, Long> objects = SelectTenantObjectBytes.on(connection);
    long objectBytes = objects.values().stream().mapToLong(Long::longValue).sum();
    Map<Tier, Long> memories = new EnumMap<>(Tier.class);
    counts.forEach(count -> memories.merge(count.tier(), count.memories(), Long::sum));
    List<Share> shares = new ArrayList<>();
    for (SelectTenantCounts.Count count : counts) {
      boolean cold = count.tier() == Tier.COLD;
      long rows = Math.max(0, bytes.getOrDefault(count.tier(), 0L) - (cold ? objectBytes : 0));
      long own = cold ? objects.getOrDefault(count.tenant(), 0L) : 0;
      double part = (double) count.memories() / memories.getOrDefault(count.tier(), 1L);
      Holding holding = new Holding(count.memories(), Math.round(rows * part) + own);
      shares.add(new Share(count.tenant(), count.tier(), holding));
    }
    return shares;
  }
}
