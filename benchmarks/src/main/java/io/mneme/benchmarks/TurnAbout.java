package io.mneme.benchmarks;

import io.mneme.benchmarks.load.HttpLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * What is compared takes turns, round by round, so that a neighbour's noise falls on all of it; the
 * median of each speaks.
 */
final class TurnAbout {
  static final int ROUNDS = 5;

  private final Map<String, Callable<Double>> rates = new LinkedHashMap<>();
  private final Consumer<String> progress;

  TurnAbout(Consumer<String> progress) {
    this.progress = progress;
  }

  /** Adds one that measures so many a second. */
  TurnAbout with(String name, Callable<Double> rate) {
    rates.put(name, rate);
    return this;
  }

  /** The same, answers a second of a server. */
  TurnAbout with(String name, HttpLoad load, Duration round) {
    return with(name, () -> answered(load, round));
  }

  /** The median of each by its name. */
  Map<String, Double> medians() throws Exception {
    Map<String, Median> medians = new LinkedHashMap<>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (Map.Entry<String, Callable<Double>> rate : rates.entrySet()) {
        double measured = rate.getValue().call();
        medians.computeIfAbsent(rate.getKey(), _ -> new Median()).add(measured);
        progress.accept("round %d: %s %,.0f".formatted(round, rate.getKey(), measured));
      }
    }
    Map<String, Double> values = new LinkedHashMap<>();
    medians.forEach((name, median) -> values.put(name, median.value()));
    return values;
  }

  /** Answers a second; a server that refuses is not measured. */
  static double answered(HttpLoad load, Duration time) throws IOException {
    HttpLoad.Result result = load.run(time);
    if (result.refused() > 0) {
      throw new IllegalStateException(
          "%d of %d requests were refused".formatted(result.refused(), result.answered()));
    }
    return result.perSecond();
  }
}
