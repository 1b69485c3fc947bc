package io.mneme.cli.tiers;

import io.mneme.schemas.tier.Tier;
import io.mneme.storage.tier.TierStore.Holding;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a gigabyte (10^9 bytes) costs in each tier for a month.
 *
 * @param dollars by tier
 */
record PriceList(Map<Tier, Double> dollars) {
  /** {@code hot=0.50,warm=0.20,cold=0.02}; a tier that is not named costs what it costs here. */
  static final String VARIABLE = "MNEME_TIER_PRICES";

  static final PriceList DEFAULT =
      new PriceList(Map.of(Tier.HOT, 0.50, Tier.WARM, 0.20, Tier.COLD, 0.02));
  private static final double BYTES_A_GIGABYTE = 1e9;

  /**
   * The list the environment gives.
   *
   * @throws IllegalArgumentException with a sentence about what cannot be a price
   */
  static PriceList of(String text) {
    Map<Tier, Double> dollars = new EnumMap<>(DEFAULT.dollars());
    for (String entry : text.split(",", -1)) {
      if (!entry.isBlank()) {
        String[] words = entry.strip().split("=", 2);
        try {
          Tier tier = Tier.valueOf(words[0].strip().toUpperCase(Locale.ROOT));
          double price = Double.parseDouble(words[words.length - 1].strip());
          if (words.length != 2 || !Double.isFinite(price) || price < 0) {
            throw new IllegalArgumentException("no price");
          }
          dollars.put(tier, price);
        } catch (IllegalArgumentException impossible) {
          throw new IllegalArgumentException(
              "%s is hot=0.50,warm=0.20,cold=0.02 in dollars a gigabyte and month, not \"%s\"."
                  .formatted(VARIABLE, entry.strip()),
              impossible);
        }
      }
    }
    return new PriceList(dollars);
  }

  /** Dollars a month. */
  double cost(Tier tier, Holding holding) {
    return holding.bytes() / BYTES_A_GIGABYTE * dollars.getOrDefault(tier, 0.0);
  }
}
