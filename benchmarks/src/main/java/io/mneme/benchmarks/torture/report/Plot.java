package io.mneme.benchmarks.torture.report;

import io.mneme.benchmarks.torture.fault.Inflicted;
import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.benchmarks.torture.history.History.Completion;
import io.mneme.benchmarks.torture.world.LagGauge;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Time from left to right: above, how long callers waited for their 202 (p50 and p95 of each
 * second, on a logarithmic scale) and requests that failed; below, the lag; behind both, the fault
 * windows with the numbers of the report's table.
 */
final class Plot {
  private static final int WIDTH = 1200;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 60;
  private static final int LATENCY_HEIGHT = 260;
  private static final int GAP = 50;
  private static final int LAG_HEIGHT = 150;
  private static final int NUMBER_ROWS = 3;
  private static final int LEGEND_LINE = 16;
  private static final int LEGEND_COLUMNS = 3;
  private static final double LATENCY_MILLIS_MAX = 60_000;
  private static final long MILLIS_A_SECOND = 1000;

  private final Run run;
  private final StringBuilder svg = new StringBuilder();
  private final long end;
  private final long lagMax;

  private Plot(Run run) {
    this.run = run;
    this.end =
        run.history().attempts().stream().mapToLong(Attempt::endedMillis).max().orElse(1) + 1;
    this.lagMax =
        Math.max(
            10,
            run.lag().stream()
                .filter(sample -> sample.records().isPresent())
                .mapToLong(sample -> sample.records().getAsLong())
                .max()
                .orElse(0));
  }

  static String of(Run run) {
    return new Plot(run).draw();
  }

  private String draw() {
    int lagTop = TOP + LATENCY_HEIGHT + GAP;
    int legendTop = lagTop + LAG_HEIGHT + GAP;
    int lines = (run.faults().size() + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS;
    int height = legendTop + lines * LEGEND_LINE + 10;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="#fff"/>
        """
            .formatted(WIDTH, height));
    words(LEFT, 20, "Seed %d. %s".formatted(run.seed(), RunReport.sentence(run)));
    windows(lagTop);
    latencyAxis();
    secondsAxis(lagTop);
    lagAxis(lagTop);
    failures();
    completions();
    lag(lagTop);
    legend(legendTop);
    return svg.append("</svg>\n").toString();
  }

  /** Darker while it hurts, lighter until all was applied; two colours by turns. */
  private void windows(int lagTop) {
    int height = lagTop + LAG_HEIGHT - TOP;
    int number = 0;
    for (Inflicted fault : run.faults()) {
      double from = x(fault.beganMillis());
      double held = Math.max(1, x(fault.endedMillis()) - from);
      double whole = Math.max(held, x(fault.overMillis()) - from);
      String colour = number % 2 == 0 ? "#ffd9a0" : "#cfe3c4";
      rectangle(from, TOP, whole, height, colour + "80");
      rectangle(from, TOP, held, height, colour);
      words(from + 1, TOP - 4 - (number % NUMBER_ROWS) * 12, Integer.toString(number + 1));
      number++;
    }
  }

  private void latencyAxis() {
    for (int millis : List.of(1, 10, 100, 1_000, 10_000)) {
      double y = latencyY(millis);
      level(y);
      words(8, y + 4, millis < MILLIS_A_SECOND ? millis + " ms" : millis / 1000 + " s");
    }
  }

  private void lagAxis(int top) {
    for (int quarter = 0; quarter <= 4; quarter += 2) {
      double y = top + LAG_HEIGHT * (1 - quarter / 4.0);
      level(y);
      words(8, y + 4, "%,d".formatted(lagMax * quarter / 4));
    }
    words(
        LEFT,
        top - 6,
        "lag of the writers, records (a gap: Kafka does not say); shaded: a fault, lighter: until all was applied");
    words(
        LEFT,
        TOP + LATENCY_HEIGHT + 14,
        "until 202, retries included: p50 blue, p95 grey, by the second it was sent; red: requests failed");
  }

  private void secondsAxis(int lagTop) {
    long step = Math.max(10, (end / MILLIS_A_SECOND / 12 + 9) / 10 * 10);
    for (long second = 0; second * MILLIS_A_SECOND <= end; second += step) {
      words(x(second * MILLIS_A_SECOND), lagTop + LAG_HEIGHT + 16, second + " s");
    }
  }

  private void failures() {
    Map<Long, Long> perSecond =
        run.history().attempts().stream()
            .filter(attempt -> !attempt.isAcknowledged())
            .collect(
                Collectors.groupingBy(
                    attempt -> attempt.endedMillis() / MILLIS_A_SECOND,
                    TreeMap::new,
                    Collectors.counting()));
    perSecond.forEach((second, count) ->
        rectangle(
            x(second * MILLIS_A_SECOND),
            TOP + LATENCY_HEIGHT - failed(count),
            2,
            failed(count),
            "#d33"));
  }

  /** Two pixels a request, as high as the drawing at most. */
  private static double failed(long count) {
    return Math.min(LATENCY_HEIGHT, count * 2.0);
  }

  private void completions() {
    Map<Long, List<Long>> perSecond =
        run.history().completions().stream()
            .filter(Completion::acknowledged)
            .collect(
                Collectors.groupingBy(
                    done -> done.sentMillis() / MILLIS_A_SECOND,
                    TreeMap::new,
                    Collectors.mapping(Completion::tookMillis, Collectors.toList())));
    StringBuilder middle = new StringBuilder();
    StringBuilder far = new StringBuilder();
    for (long second = 0; second * MILLIS_A_SECOND <= end; second++) {
      List<Long> millis = perSecond.get(second);
      if (millis == null) {
        end(far, "#888"); // nobody sent anything: all were waiting
        end(middle, "#06c");
      } else {
        Percentiles times = Percentiles.of(millis);
        point(far, x(second * MILLIS_A_SECOND), latencyY((double) times.p95()));
        point(middle, x(second * MILLIS_A_SECOND), latencyY((double) times.p50()));
      }
    }
    end(far, "#888");
    end(middle, "#06c");
  }

  private void lag(int top) {
    StringBuilder part = new StringBuilder();
    for (LagGauge.Sample sample : run.lag()) {
      if (sample.records().isEmpty() || sample.atMillis() > end) {
        end(part, "#080");
        continue;
      }
      double share = sample.records().getAsLong() / (double) lagMax;
      point(part, x(sample.atMillis()), top + LAG_HEIGHT * (1 - share));
    }
    end(part, "#080");
  }

  private void legend(int top) {
    int number = 0;
    for (Inflicted fault : run.faults()) {
      double left = LEFT + number % LEGEND_COLUMNS * ((WIDTH - LEFT) / (double) LEGEND_COLUMNS);
      double y = top + number / LEGEND_COLUMNS * LEGEND_LINE;
      number++;
      words(left, y, "%d %s %s".formatted(number, fault.fault().number(), fault.fault().name()));
    }
  }

  private double x(long millis) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (double) millis / end;
  }

  private static double latencyY(double millis) {
    double share = Math.log10(Math.max(1, millis)) / Math.log10(LATENCY_MILLIS_MAX);
    return TOP + LATENCY_HEIGHT * (1 - Math.min(1, share));
  }

  private void rectangle(double x, double y, double width, double height, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
            x,
            y,
            width,
            height,
            colour));
  }

  private void level(double y) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
            LEFT,
            y,
            WIDTH - RIGHT,
            y));
  }

  private void words(double x, double y, String words) {
    String escaped = words.replace("&", "&amp;").replace("<", "&lt;");
    svg.append(
        String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>%n", x, y, escaped));
  }

  private static void point(StringBuilder points, double x, double y) {
    points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
  }

  /** Draws the line through the points and forgets them. */
  private void end(StringBuilder points, String colour) {
    if (!points.isEmpty()) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>%n",
              points.toString().strip(),
              colour));
      points.setLength(0);
    }
  }
}
