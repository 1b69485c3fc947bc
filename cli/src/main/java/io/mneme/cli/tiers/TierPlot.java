package io.mneme.cli.tiers;

import io.mneme.schemas.tier.Tier;
import io.mneme.storage.tier.TierHistory.Noted;
import io.mneme.storage.tier.TierStore.Holding;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the tiers held over time, from left to right: above the memories, below the dollars a month;
 * one line a tier, each point an hour that was noted.
 */
final class TierPlot {
  private static final int WIDTH = 1000;
  private static final int LEFT = 90;
  private static final int RIGHT = 20;
  private static final int TOP = 50;
  private static final int HEIGHT = 200;
  private static final int GAP = 60;
  private static final Map<Tier, String> COLOURS =
      Map.of(Tier.HOT, "#d6453d", Tier.WARM, "#e0a030", Tier.COLD, "#3b78c2");

  private final NavigableMap<Instant, Map<Tier, Holding>> hours;
  private final PriceList prices;
  private final StringBuilder svg = new StringBuilder();

  private TierPlot(NavigableMap<Instant, Map<Tier, Holding>> hours, PriceList prices) {
    this.hours = hours;
    this.prices = prices;
  }

  /**
   * The drawing.
   *
   * @param noted of one tenant or of all, whose shares are added up; at least one
   * @param title above it
   */
  static String of(List<Noted> noted, PriceList prices, String title) {
    NavigableMap<Instant, Map<Tier, Holding>> hours = new TreeMap<>();
    for (Noted note : noted) {
      hours
          .computeIfAbsent(note.hour(), _ -> new EnumMap<>(Tier.class))
          .merge(
              note.share().tier(),
              note.share().holding(),
              (one, other) ->
                  new Holding(one.memories() + other.memories(), one.bytes() + other.bytes()));
    }
    return new TierPlot(hours, prices).draw(title);
  }

  private String draw(String title) {
    int height = TOP + 2 * HEIGHT + GAP + 50;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="#fff"/>
        """
            .formatted(WIDTH, height));
    words(LEFT, 22, escaped(title));
    int x = LEFT;
    for (Tier tier : Tier.values()) {
      svg.append(
          "<rect x=\"%d\" y=\"30\" width=\"10\" height=\"10\" fill=\"%s\"/>%n"
              .formatted(x, COLOURS.get(tier)));
      words(x + 14, 39, TierTable.name(tier));
      x += 70;
    }
    panel(TOP, "memories", (tier, holding) -> holding.memories());
    panel(TOP + HEIGHT + GAP, "$ a month", prices::cost);
    words(LEFT, height - 12, hours.firstKey().toString());
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
            .formatted(WIDTH - RIGHT, height - 12, hours.lastKey()));
    return svg.append("</svg>\n").toString();
  }

  private void panel(int top, String what, Measure measure) {
    double most = 0;
    for (Map<Tier, Holding> held : hours.values()) {
      for (Tier tier : Tier.values()) {
        most = Math.max(most, value(held, tier, measure));
      }
    }
    svg.append(
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#888\"/>%n"
            .formatted(LEFT, top, top + HEIGHT, WIDTH - RIGHT));
    words(4, top + 12, most < 1 ? "%.6f".formatted(most) : "%,.0f".formatted(most));
    words(4, top + 28, what);
    words(4, top + HEIGHT, "0");
    for (Tier tier : Tier.values()) {
      StringBuilder points = new StringBuilder();
      for (Map.Entry<Instant, Map<Tier, Holding>> hour : hours.entrySet()) {
        double share = most == 0 ? 0 : value(hour.getValue(), tier, measure) / most;
        points.append(
            String.format(
                Locale.ROOT, "%.1f,%.1f ", across(hour.getKey()), top + HEIGHT * (1 - share)));
      }
      svg.append(
          "<polyline class=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>%n"
              .formatted(TierTable.name(tier), COLOURS.get(tier), points.toString().strip()));
    }
  }

  private static double value(Map<Tier, Holding> held, Tier tier, Measure measure) {
    return measure.of(tier, held.getOrDefault(tier, new Holding(0, 0)));
  }

  private double across(Instant hour) {
    long first = hours.firstKey().getEpochSecond();
    long last = hours.lastKey().getEpochSecond();
    double share = last == first ? 1 : (double) (hour.getEpochSecond() - first) / (last - first);
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private void words(int x, int y, String text) {
    svg.append("<text x=\"%d\" y=\"%d\">%s</text>%n".formatted(x, y, text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private interface Measure {
    double of(Tier tier, Holding holding);
  }
}
