package io.mneme.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Rounds of one measure; machines are shared, so the middle one speaks. */
final class Median {
  private final List<Double> rounds = new ArrayList<>();

  void add(double value) {
    rounds.add(value);
  }

  double value() {
    List<Double> sorted = rounds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
