package io.mneme.cli.client;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tries again what may pass: so many attempts, waiting twice as long each time with up to 10 %
 * jitter, or as long as the server asked.
 *
 * @param attemptsMax the first one included
 * @param base the first wait
 * @param waitMax the longest wait
 * @param random where jitter comes from
 */
public record RetryPolicy(
    int attemptsMax, Duration base, Duration waitMax, RandomGenerator random) {
  private static final double JITTER = 0.1;

  /** Eight attempts over about half a minute. */
  public static RetryPolicy standard(RandomGenerator random) {
    return new RetryPolicy(8, Duration.ofMillis(200), Duration.ofSeconds(10), random);
  }

  /** A request that may be sent twice. */
  interface Attempt<T> {
    T run() throws RequestFailed;
  }

  <T> T run(Attempt<T> attempt) throws RequestFailed {
    for (int failures = 0; ; failures++) {
      try {
        return attempt.run();
      } catch (RequestFailed failed) {
        if (!failed.isPassing() || failures + 1 >= attemptsMax) {
          throw failed;
        }
        sleep(wait(failures, failed.retryAfter()), failed);
      }
    }
  }

  /** The wait after so many failures before this one. */
  Duration wait(int failures, Optional<Duration> asked) {
    long doubled = base.toMillis() << Math.min(failures, 20);
    long millis = Math.min(asked.map(Duration::toMillis).orElse(doubled), waitMax.toMillis());
    return Duration.ofMillis(millis + (long) (millis * JITTER * random.nextDouble()));
  }

  /** The first wait, for work that is not one request. */
  void pause() throws RequestFailed {
    sleep(
        wait(0, Optional.empty()),
        new RequestFailed(
            "Interrupted between two attempts.", RequestFailed.NO_ANSWER, Optional.empty()));
  }

  private static void sleep(Duration wait, RequestFailed failed) throws RequestFailed {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed;
    }
  }
}
