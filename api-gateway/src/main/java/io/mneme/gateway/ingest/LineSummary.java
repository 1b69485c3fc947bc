package io.mneme.gateway.ingest;

import io.mneme.schemas.Position;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a stream of lines as a whole. A stream without one did not come to its end.
 *
 * @param accepted how many lines are durable
 * @param rejected how many were answered one by one instead
 * @param positions the last of each partition that an accepted line went to
 */
record LineSummary(long accepted, long rejected, List<Position> positions) {

  /** Counts answers, and keeps a position a partition. Used by one thread. */
  static final class Counter {
    private final Map<Integer, Position> last = new TreeMap<>();
    private long accepted;
    private long rejected;

    void count(Answer answer) {
      switch (answer) {
        case Answer.Accepted(Receipt receipt) -> {
          accepted++;
          Position position = receipt.position();
          if (position != null) {
            last.merge(position.partition(), position, Counter::later);
          }
        }
        case Answer.Rejected _, Answer.Unavailable _ -> rejected++;
      }
    }

    /** One retried may lie before another. */
    private static Position later(Position one, Position other) {
      return one.offset() > other.offset() ? one : other;
    }

    LineSummary summary() {
      return new LineSummary(accepted, rejected, List.copyOf(last.values()));
    }
  }
}
