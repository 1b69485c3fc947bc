package io.mneme.benchmarks.torture.history;

/** The time of a run: milliseconds since its beginning, the same for everybody in it. */
public final class Stopwatch {
  private static final long NANOS_A_MILLI = 1_000_000;

  private final long begun = System.nanoTime();

  public long millis() {
    return (System.nanoTime() - begun) / NANOS_A_MILLI;
  }
}
