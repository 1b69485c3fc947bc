package io.mneme.gateway.ingest;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much may be on its way to Kafka without an acknowledgement. The bound on what a Kafka that
 * does not answer can make the gateway hold: beyond it an event is refused, not queued.
 */
public final class InFlight {
  /** An event counts as at least this: small ones cost memory too. */
  static final int UNIT_BYTES = 1 << 10;

  private final int unitsMax;
  private final Semaphore free;

  /**
   * @param bytesMax of all events together
   */
  public InFlight(long bytesMax) {
    this.unitsMax = Math.toIntExact(bytesMax / UNIT_BYTES);
    this.free = new Semaphore(unitsMax);
  }

  /** Whether there was room for an event of this size, which is then taken. */
  boolean enter(int bytes, Duration patience) {
    try {
      return free.tryAcquire(units(bytes), patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Gives the room of an event back. */
  void leave(int bytes) {
    free.release(units(bytes));
  }

  /** How much is on its way, in bytes. */
  public long bytes() {
    return (long) (unitsMax - free.availablePermits()) * UNIT_BYTES;
  }

  private int units(int bytes) {
    return Math.min(unitsMax, Math.ceilDiv(bytes, UNIT_BYTES));
  }
}
