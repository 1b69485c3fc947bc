package io.mneme.benchmarks.torture.load;

import io.mneme.benchmarks.torture.history.Stopwatch;
import java.time.Duration;

/** When the clients stop: told to, and a while after that at the latest. */
public final class Deadline {
  private final Stopwatch time;
  private volatile long stop = Long.MAX_VALUE;
  private volatile long latest = Long.MAX_VALUE;

  public Deadline(Stopwatch time) {
    this.time = time;
  }

  /** No new command is sent from now on; those begun may still take this long. */
  public void stop(Duration patience) {
    stop = time.millis();
    latest = stop + patience.toMillis();
  }

  boolean isOver() {
    return time.millis() >= stop;
  }

  boolean isOutOfPatience() {
    return time.millis() > latest;
  }
}
