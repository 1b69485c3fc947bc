package io.mneme.migrator;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.migrator.job.PassSettings;
import io.mneme.migrator.job.TierPolicies;
import io.mneme.migrator.job.TierPolicy;
import java.time.Duration;

/**
 * When memories move, and how much is decided and carried out at once.
 *
 * @param hotFor age up to which a memory stays hot whether it is read or not
 * @param hotAccessesMin readings within that time that keep it hot for as long again
 * @param warmUntil age up to which it stays warm
 * @param coldAccessesMin readings that make a cold memory hot
 * @param moveTimeout after which a move that was not seen to be made is decided again
 * @param tenants rules single tenants have instead, as {@link TenantRules} reads them
 * @param passEvery between looks for memories that are due
 * @param passDecisionsMax decisions of one pass of one partition
 * @param moveBatchMax moves the store is given at once
 * @param holdingsEvery how often the memories and bytes of each tier are counted
 */
@ConfigurationProperties("mneme.tier")
record TierConfig(
    Duration hotFor,
    int hotAccessesMin,
    Duration warmUntil,
    int coldAccessesMin,
    Duration moveTimeout,
    String tenants,
    Duration passEvery,
    int passDecisionsMax,
    int moveBatchMax,
    Duration holdingsEvery) {
  private static final int MOVE_BATCH_LIMIT = 1_000;

  public TierConfig {
    try {
      TierPolicy shared =
          new TierPolicy(hotFor, hotAccessesMin, warmUntil, coldAccessesMin, moveTimeout);
      TenantRules.parse(tenants, shared);
      pass(passEvery, passDecisionsMax);
    } catch (IllegalArgumentException impossible) {
      throw new IllegalArgumentException("mneme.tier." + impossible.getMessage(), impossible);
    }
    if (!holdingsEvery.isPositive()) {
      throw new IllegalArgumentException("mneme.tier.holdings-every must be longer than nothing");
    }
    if (moveBatchMax < 1 || moveBatchMax > MOVE_BATCH_LIMIT) {
      throw new IllegalArgumentException(
          "mneme.tier.move-batch-max must be 1 to " + MOVE_BATCH_LIMIT + ", not " + moveBatchMax);
    }
  }

  TierPolicies policies() {
    TierPolicy shared =
        new TierPolicy(hotFor, hotAccessesMin, warmUntil, coldAccessesMin, moveTimeout);
    return new TierPolicies(shared, TenantRules.parse(tenants, shared));
  }

  PassSettings pass() {
    return pass(passEvery, passDecisionsMax);
  }

  private static PassSettings pass(Duration every, int decisionsMax) {
    return new PassSettings(every, decisionsMax);
  }
}
