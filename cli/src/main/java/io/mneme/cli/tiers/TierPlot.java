package io.mneme.cli.tiers;

import io.mneme.cli.drawing.Drawing;
import io.mneme.cli.drawing.Drawing.Point;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.tier.TierHistory.Noted;
import io.mneme.storage.tier.TierStore.Holding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
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

  private final NavigableMap<Instant, Map<Tier, Holding>> hours;
  private final PriceList prices;

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
    Drawing drawing = new Drawing(WIDTH, height);
    drawing.words(LEFT, 22, title);
    int x = LEFT;
    for (Tier tier : Tier.values()) {
      drawing.rectangle(new Point(x, 30), 10, 10, colour(tier));
      drawing.words(x + 14, 39, TierTable.name(tier));
      x += 70;
    }
    panel(drawing, TOP, "memories", (tier, holding) -> holding.memories());
    panel(drawing, TOP + HEIGHT + GAP, "$ a month", prices::cost);
    drawing.words(LEFT, height - 12, hours.firstKey().toString());
    drawing.wordsUpTo(WIDTH - RIGHT, height - 12, hours.lastKey().toString());
    return drawing.svg();
  }

  private void panel(Drawing drawing, int top, String what, Measure measure) {
    double most = 0;
    for (Map<Tier, Holding> held : hours.values()) {
      for (Tier tier : Tier.values()) {
        most = Math.max(most, value(held, tier, measure));
      }
    }
    int bottom = top + HEIGHT;
    drawing.line(new Point(LEFT, top), new Point(LEFT, bottom), "#888");
    drawing.line(new Point(LEFT, bottom), new Point(WIDTH - RIGHT, bottom), "#888");
    drawing.words(4, top + 12, most < 1 ? "%.6f".formatted(most) : "%,.0f".formatted(most));
    drawing.words(4, top + 28, what);
    drawing.words(4, bottom, "0");
    for (Tier tier : Tier.values()) {
      List<Point> points = new ArrayList<>();
      for (Map.Entry<Instant, Map<Tier, Holding>> hour : hours.entrySet()) {
        double share = most == 0 ? 0 : value(hour.getValue(), tier, measure) / most;
        points.add(new Point(across(hour.getKey()), bottom - HEIGHT * share));
      }
      drawing.curve(TierTable.name(tier), colour(tier), points);
    }
  }

  private static String colour(Tier tier) {
    return switch (tier) {
      case HOT -> "#d6453d";
      case WARM -> "#e0a030";
      case COLD -> "#3b78c2";
    };
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

  private interface Measure {
    double of(Tier tier, Holding holding);
  }
}
