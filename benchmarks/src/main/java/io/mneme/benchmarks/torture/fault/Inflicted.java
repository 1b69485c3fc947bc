package io.mneme.benchmarks.torture.fault;

import java.util.OptionalLong;

/**
 * A fault that was.
 *
 * @param beganMillis when it hurt
 * @param endedMillis when it was over: what was killed is there again
 * @param recoveredMillis when everything that was in the log by then was applied; empty: not within
 *     the time it may
 */
public record Inflicted(
    Fault fault, long beganMillis, long endedMillis, OptionalLong recoveredMillis) {

  /** When the stack was itself again, as far as it was seen. */
  public long overMillis() {
    return recoveredMillis.orElse(endedMillis);
  }
}
