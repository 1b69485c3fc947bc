package io.mneme.benchmarks;

import io.mneme.benchmarks.load.HttpLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Loads a server until it gets no faster. How long a compiler takes with a path depends on the path
 * and on who else uses the machine: what is given the same seconds as something smaller is measured
 * half compiled.
 */
final class WarmUp {
  private static final Duration SLICE = Duration.ofSeconds(5);

  /** A server that is not ready after so many is measured as it is: two minutes. */
  private static final int SLICES_MAX = 24;

  /** So many slices in a row must bring nothing. */
  private static final int SLICES_WITHOUT_GAIN = 3;

  /** Less than this is noise. */
  private static final double GAIN = 1.03;

  private WarmUp() {}

  /**
   * Loads it, with requests that count for nothing.
   *
   * @param name of what is warmed up
   * @param progress is told how fast it has become
   * @throws IllegalStateException when it refuses any
   */
  static void of(String name, HttpLoad load, Consumer<String> progress) throws IOException {
    List<Double> slices = new ArrayList<>();
    while (!isOver(slices)) {
      double slice = TurnAbout.answered(load, SLICE);
      slices.add(slice);
      progress.accept("warming up: %s %,.0f".formatted(name, slice));
    }
  }

  /** Whether the last of these rates were no better than those before. */
  static boolean isOver(List<Double> slices) {
    int before = slices.size() - SLICES_WITHOUT_GAIN;
    return slices.size() >= SLICES_MAX
        || (before > 0
            && best(slices.subList(before, slices.size()))
                < GAIN * best(slices.subList(0, before)));
  }

  private static double best(List<Double> slices) {
    return slices.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }
}
