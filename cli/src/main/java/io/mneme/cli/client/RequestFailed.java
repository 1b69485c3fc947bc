package io.mneme.cli.client;

import java.time.Duration;
import java.util.Optional;

/**
 * A request was refused or never answered. The message is one sentence for the person at the
 * keyboard.
 */
public final class RequestFailed extends Exception {
  private static final long serialVersionUID = 1L;

  /** The status where there was no answer at all. */
  public static final int NO_ANSWER = 0;

  private final int status;
  private final transient Optional<Duration> retryAfter;

  RequestFailed(String sentence, int status, Optional<Duration> retryAfter) {
    super(sentence);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  RequestFailed(String sentence, Throwable cause) {
    super(sentence, cause);
    this.status = NO_ANSWER;
    this.retryAfter = Optional.empty();
  }

  /** HTTP status, or {@link #NO_ANSWER}. */
  public int status() {
    return status;
  }

  /** How long the server asked us to wait. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** Whether the same request may succeed later: no answer, too many, or a server in trouble. */
  public boolean isPassing() {
    return isPassing(status);
  }

  /** The same for a status alone. */
  static boolean isPassing(int status) {
    return status == NO_ANSWER || status == 429 || (status >= 502 && status <= 504);
  }
}
