package io.mneme.benchmarks.torture.report;

import io.mneme.benchmarks.torture.fault.Inflicted;
import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.benchmarks.torture.history.History.Completion;
import io.mneme.benchmarks.torture.world.LagGauge;
import io.mneme.cli.drawing.Drawing;
import io.mneme.cli.drawing.Drawing.Point;
import io.mneme.cli.drawing.LogAxis;
import java.util.ArrayList;
import java.util.List;
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
  private static final LogAxis LATENCY =
      new LogAxis(1, LATENCY_MILLIS_MAX, TOP + LATENCY_HEIGHT, TOP);
  private static final long MILLIS_A_SECOND = 1000;

  private final Run run;
  private final Drawing drawing;
  private final long end;
  private final long lagMax;

  private Plot(Run run) {
    this.run = run;
    this.drawing = new Drawing(WIDTH, legendTop() + legendLines(run) * LEGEND_LINE + 10);
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
    drawing.words(LEFT, 20, "Seed %d. %s".formatted(run.seed(), RunReport.sentence(run)));
    windows(lagTop);
    latencyAxis();
    secondsAxis(lagTop);
    lagAxis(lagTop);
    failures();
    completions();
    lag(lagTop);
    legend(legendTop());
    return drawing.svg();
  }

  private static int legendTop() {
    return TOP + LATENCY_HEIGHT + GAP + LAG_HEIGHT + GAP;
  }

  private static int legendLines(Run run) {
    return (run.faults().size() + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS;
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
      drawing.rectangle(new Point(from, TOP), whole, height, colour + "80");
      drawing.rectangle(new Point(from, TOP), held, height, colour);
      drawing.words(from + 1, TOP - 4 - (number % NUMBER_ROWS) * 12, Integer.toString(number + 1));
      number++;
    }
  }

  private void latencyAxis() {
    for (int millis : List.of(1, 10, 100, 1_000, 10_000)) {
      double y = LATENCY.at(millis);
      level(y);
      drawing.words(8, y + 4, millis < MILLIS_A_SECOND ? millis + " ms" : millis / 1000 + " s");
    }
  }

  private void lagAxis(int top) {
    for (int quarter = 0; quarter <= 4; quarter += 2) {
      double y = top + LAG_HEIGHT * (1 - quarter / 4.0);
      level(y);
      drawing.words(8, y + 4, "%,d".formatted(lagMax * quarter / 4));
    }
    drawing.words(
        LEFT,
        top - 6,
        "lag of the writers, records (a gap: Kafka does not say); shaded: a fault, lighter: until all was applied");
    drawing.words(
        LEFT,
        TOP + LATENCY_HEIGHT + 14,
        "until 202, retries included: p50 blue, p95 grey, by the second it was sent; red: requests failed");
  }

  private void secondsAxis(int lagTop) {
    long step = Math.max(10, (end / MILLIS_A_SECOND / 12 + 9) / 10 * 10);
    for (long second = 0; second * MILLIS_A_SECOND <= end; second += step) {
      drawing.words(x(second * MILLIS_A_SECOND), lagTop + LAG_HEIGHT + 16, second + " s");
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
        drawing.rectangle(
            new Point(x(second * MILLIS_A_SECOND), TOP + LATENCY_HEIGHT - failed(count)),
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
    List<Point> middle = new ArrayList<>();
    List<Point> far = new ArrayList<>();
    for (long second = 0; second * MILLIS_A_SECOND <= end; second++) {
      List<Long> millis = perSecond.get(second);
      if (millis == null) {
        end("p95", far, "#888"); // nobody sent anything: all were waiting
        end("p50", middle, "#06c");
      } else {
        Percentiles times = Percentiles.of(millis);
        far.add(new Point(x(second * MILLIS_A_SECOND), LATENCY.at((double) times.p95())));
        middle.add(new Point(x(second * MILLIS_A_SECOND), LATENCY.at((double) times.p50())));
      }
    }
    end("p95", far, "#888");
    end("p50", middle, "#06c");
  }

  private void lag(int top) {
    List<Point> part = new ArrayList<>();
    for (LagGauge.Sample sample : run.lag()) {
      if (sample.records().isEmpty() || sample.atMillis() > end) {
        end("lag", part, "#080");
        continue;
      }
      double share = sample.records().getAsLong() / (double) lagMax;
      part.add(new Point(x(sample.atMillis()), top + LAG_HEIGHT * (1 - share)));
    }
    end("lag", part, "#080");
  }

  private void legend(int top) {
    int number = 0;
    for (Inflicted fault : run.faults()) {
      double left = LEFT + number % LEGEND_COLUMNS * ((WIDTH - LEFT) / (double) LEGEND_COLUMNS);
      double y = top + number / LEGEND_COLUMNS * LEGEND_LINE;
      number++;
      drawing.words(
          left, y, "%d %s %s".formatted(number, fault.fault().number(), fault.fault().name()));
    }
  }

  private double x(long millis) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (double) millis / end;
  }

  private void level(double y) {
    drawing.line(new Point(LEFT, y), new Point(WIDTH - RIGHT, y), "#ddd");
  }

  /** Draws the line through the points and forgets them. */
  private void end(String name, List<Point> points, String colour) {
    if (!points.isEmpty()) {
      drawing.curve(name, colour, points);
      points.clear();
    }
  }
}
