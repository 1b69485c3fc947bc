package io.mneme.platform;

/**
 * A dependency is down, slow, or says 429 or 5xx. The loop that meets one waits and tries the same
 * work again, however long; nothing is dead-lettered, nothing is lost.
 */
public final class Outage extends Exception {
  private static final long serialVersionUID = 1L;

  private final String dependency;

  /**
   * @param dependency its name in health checks and metrics, for example {@code postgres}
   * @param cause what it did
   */
  public Outage(String dependency, Throwable cause) {
    super(dependency + ": " + cause.getMessage(), cause);
    this.dependency = dependency;
  }

  /** The dependency's name in health checks and metrics. */
  public String dependency() {
    return dependency;
  }
}
