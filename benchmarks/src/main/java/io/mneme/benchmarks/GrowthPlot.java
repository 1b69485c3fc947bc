package io.mneme.benchmarks;

import io.mneme.cli.drawing.Drawing;
import io.mneme.cli.drawing.Drawing.Point;
import io.mneme.cli.drawing.LogAxis;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What a question costs by the memories of its subject, both on logarithmic scales: what grows as
 * the subject does is a slope of one in one, what does not is level.
 */
final class GrowthPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 496;
  private static final int LEFT = 110;
  private static final int RIGHT = 230;
  private static final int TOP = 50;
  private static final int BOTTOM = 76;

  /** How far a figure stands above its point. */
  private static final int ABOVE = 8;

  private static final int BELOW = 18;

  /** How far the scale stands from it: the figures of the first points need half as much. */
  private static final int ASIDE = 30;

  private final List<Growth> grown;
  private final LogAxis across;
  private final LogAxis up;
  private final Drawing drawing = new Drawing(WIDTH, HEIGHT);

  private GrowthPlot(List<Growth> grown) {
    this.grown = grown;
    this.across =
        LogAxis.around(
            grown.stream().map(growth -> (double) growth.memories()).toList(), LEFT, WIDTH - RIGHT);
    this.up =
        LogAxis.around(
            grown.stream()
                .flatMap(growth ->
                    Stream.of(growth.firstMillis(), growth.asked().p50(), growth.asked().p95()))
                .toList(),
            HEIGHT - BOTTOM,
            TOP);
  }

  /**
   * The drawing.
   *
   * @param grown the smallest subject first; at least one
   */
  static String of(List<Growth> grown) {
    return new GrowthPlot(grown).draw();
  }

  private String draw() {
    drawing.words(LEFT, 24, "What a question costs as its subject grows, in milliseconds");
    for (double decade : across.decades()) {
      double x = across.at(decade);
      drawing.line(new Point(x, TOP), new Point(x, HEIGHT - BOTTOM), "#ddd");
      drawing.wordsAround(x, HEIGHT - BOTTOM + 36, "%,.0f".formatted(decade));
    }
    for (double decade : up.decades()) {
      double y = up.at(decade);
      drawing.line(new Point(LEFT, y), new Point(WIDTH - RIGHT, y), "#ddd");
      drawing.wordsUpTo(LEFT - ASIDE, y + 4, milliseconds(decade));
    }
    drawing.wordsAround((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 14, "memories of the subject");
    curve("first", "#d6453d", Growth::firstMillis, -ABOVE);
    curve("p95", "#888", growth -> growth.asked().p95(), -ABOVE);
    curve("p50", "#06c", growth -> growth.asked().p50(), BELOW);
    legend();
    return drawing.svg();
  }

  private void curve(String name, String colour, ToDoubleFunction<Growth> millis, int away) {
    List<Point> points =
        grown.stream()
            .map(growth ->
                new Point(across.at(growth.memories()), up.at(millis.applyAsDouble(growth))))
            .toList();
    drawing.curve(name, colour, points);
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      drawing.dot(point, colour);
      drawing.wordsAround(point.x(), point.y() + away, figure(millis.applyAsDouble(grown.get(i))));
    }
  }

  private void legend() {
    double x = WIDTH - RIGHT + 30.0;
    key(x, TOP + 10, "#d6453d", "the first, of a cold pack");
    key(x, TOP + 30, "#888", "p95 of those after it");
    key(x, TOP + 50, "#06c", "p50 of those after it");
    drawing.words(x, TOP + 80, "one client, HTTP included,");
    drawing.words(x, TOP + 96, "no model");
  }

  private void key(double x, double y, String colour, String text) {
    drawing.rectangle(new Point(x, y - 9), 10, 10, colour);
    drawing.words(x + 16, y, text);
  }

  private static String milliseconds(double decade) {
    return (decade < 1 ? figure(decade) : "%,.0f".formatted(decade)) + " ms";
  }

  /** Two digits, or the whole part where that has more. */
  private static String figure(double millis) {
    if (millis >= 10) {
      return String.format(Locale.ROOT, "%,.0f", millis);
    }
    return String.format(Locale.ROOT, millis < 1 ? "%.2f" : "%.1f", millis);
  }
}
