package io.mneme.cli.tiers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.cli.console.Table;
import io.mneme.schemas.Json;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.tier.TierHistory.Share;
import io.mneme.storage.tier.TierStore.Holding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What lies where, what it costs, and how fast it is read: as a table and as JSON.
 *
 * @param whole of all tenants, or of the one that was asked for
 * @param shares of each tenant that is to be shown
 * @param times of all tenants' answers together
 * @param prices for a gigabyte and month
 */
record TierTable(Map<Tier, Holding> whole, List<Share> shares, ReadTimes times, PriceList prices) {
  private static final Holding NOTHING = new Holding(0, 0);
  private static final double P50 = 0.5;
  private static final double P95 = 0.95;

  String text(int columnsMax) {
    Table table = new Table("tier", "memories", "bytes", "$/month", "read p50", "read p95");
    long memories = 0;
    long bytes = 0;
    double dollars = 0;
    for (Tier tier : Tier.values()) {
      Holding holding = whole.getOrDefault(tier, NOTHING);
      double cost = prices.cost(tier, holding);
      table.row(
          name(tier),
          number(holding.memories()),
          number(holding.bytes()),
          money(cost),
          milliseconds(tier, P50),
          milliseconds(tier, P95));
      memories += holding.memories();
      bytes += holding.bytes();
      dollars += cost;
    }
    table.row("all", number(memories), number(bytes), money(dollars), "", "");
    return table.text(columnsMax) + tenants(columnsMax);
  }

  private String tenants(int columnsMax) {
    if (shares.isEmpty()) {
      return "";
    }
    Table table = new Table("tenant", "tier", "memories", "bytes", "$/month");
    for (Share share : shares) {
      table.row(
          share.tenant(),
          name(share.tier()),
          number(share.holding().memories()),
          number(share.holding().bytes()),
          money(prices.cost(share.tier(), share.holding())));
    }
    return System.lineSeparator() + table.text(columnsMax);
  }

  ObjectNode json() {
    ObjectNode json = Json.mapper().createObjectNode();
    for (Tier tier : Tier.values()) {
      ObjectNode node = json.putObject(name(tier));
      put(node, tier, whole.getOrDefault(tier, NOTHING));
      node.put("read_p50_ms", times.milliseconds(tier, P50).orElse(null));
      node.put("read_p95_ms", times.milliseconds(tier, P95).orElse(null));
    }
    if (!shares.isEmpty()) {
      ObjectNode tenants = json.putObject("tenants");
      for (String tenant : new TreeSet<>(shares.stream().map(Share::tenant).toList())) {
        ObjectNode node = tenants.putObject(tenant);
        shares.stream()
            .filter(share -> share.tenant().equals(tenant))
            .forEach(
                share -> put(node.putObject(name(share.tier())), share.tier(), share.holding()));
      }
    }
    return json;
  }

  private void put(ObjectNode node, Tier tier, Holding holding) {
    node.put("memories", holding.memories());
    node.put("bytes", holding.bytes());
    node.put("cost_per_month", prices.cost(tier, holding));
  }

  private String milliseconds(Tier tier, double share) {
    return times
        .milliseconds(tier, share)
        .map(value -> String.format(Locale.ROOT, "%.1f ms", value))
        .orElse("-");
  }

  static String name(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Cents are too coarse for a laptop. */
  private static String money(double dollars) {
    return String.format(Locale.ROOT, dollars < 1 ? "%.6f" : "%,.2f", dollars);
  }
}
