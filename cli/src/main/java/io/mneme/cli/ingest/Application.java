package io.mneme.cli.ingest;

import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RequestFailed;
import io.mneme.cli.console.CommandFailed;
import io.mneme.schemas.Position;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Waits until what was accepted is applied, that is, can be recalled. */
public final class Application {
  private static final Duration STANDSTILL_MAX = Duration.ofMinutes(2);
  private static final Duration ASK_EVERY = Duration.ofMillis(20);
  private static final long UNKNOWN = -1;

  private final MnemeClient client;
  private final AtomicLong lag = new AtomicLong(UNKNOWN);

  public Application(MnemeClient client) {
    this.client = client;
  }

  /**
   * Returns when every accepted event is applied.
   *
   * @throws CommandFailed when nothing has moved for two minutes
   */
  public void await(IngestTally tally) throws RequestFailed, InterruptedException {
    List<Position> positions = tally.lastPositions();
    if (!positions.isEmpty()) {
      await(positions);
    }
  }

  /**
   * Returns when everything up to these positions is applied.
   *
   * @throws CommandFailed when nothing has moved for two minutes
   */
  void await(Collection<Position> positions) throws RequestFailed, InterruptedException {
    long movedAt = System.nanoTime();
    OptionalLong rest = client.lag(positions);
    while (rest.isEmpty() || rest.getAsLong() > 0) {
      long known = rest.orElse(UNKNOWN);
      if (lag.getAndSet(known) != known) {
        movedAt = System.nanoTime();
      } else if (System.nanoTime() - movedAt > STANDSTILL_MAX.toNanos()) {
        throw new CommandFailed(
            "The writer applies nothing (%s events to go, for %d s now); \"./mneme status\" shows what runs. Everything accepted is safe in the log."
                .formatted(
                    known == UNKNOWN ? "an unknown number of" : known, STANDSTILL_MAX.toSeconds()));
      }
      Thread.sleep(ASK_EVERY);
      rest = client.lag(positions);
    }
    lag.set(0);
  }

  /** One line for a progress display. */
  public String line() {
    long known = lag.get();
    return known == UNKNOWN
        ? "waiting for the writer"
        : "waiting for the writer: %,d events to go".formatted(known);
  }
}
