package io.mneme.storage.tier;

import io.mneme.schemas.tier.Tier;
import io.mneme.storage.tier.TierStore.Holding;
import java.time.Instant;
import java.util.List;

/**
 * What tenants hold in the tiers, now and an hour apart. Every method may throw {@link
 * io.mneme.storage.StoreUnavailable}.
 */
public interface TierHistory {

  /** What every tenant holds now; a tier in which it holds nothing is left out. */
  List<Share> now();

  /**
   * Remembers what is held now as that of an hour, unless it is remembered already; lets go of what
   * is older than two weeks, except for midnights.
   */
  void note(Instant hour);

  /** What was remembered of hours from then on, oldest first. */
  List<Noted> since(Instant hour);

  /**
   * What a tenant holds in a tier.
   *
   * @param holding its memories, and its part of the tier's bytes: of rows and indexes by the
   *     number of memories, of objects its own
   */
  record Share(String tenant, Tier tier, Holding holding) {}

  /** The same at an hour. */
  record Noted(Instant hour, Share share) {}
}
