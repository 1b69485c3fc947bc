package io.mneme.storage;

/** A store is down, slow or refusing: an outage, to be waited out or degraded around. */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
