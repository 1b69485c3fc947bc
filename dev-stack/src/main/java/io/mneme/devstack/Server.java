package io.mneme.devstack;

import java.time.Duration;

/**
 * A server of the stack: prepared, started, found ready, stopped, killed, started again on the same
 * port with the same data.
 */
public sealed interface Server
    permits KafkaServer, PostgresServer, PostgresReplica, RedisServer, S3Server, ServiceProcess {
  /** How often readiness is asked for. */
  Duration PROBE_EVERY = Duration.ofMillis(25);

  /** How long a server may take to end in order, an archive of its classes included. */
  Duration STOP_GRACE = Duration.ofSeconds(30);

  /** Its process. */
  Child child();

  /** Makes what it needs in the data folder, once, and says what to execute. */
  Launch prepare();

  /** Whether it answers as a working server does, asked now. */
  Probe probe();

  default String name() {
    return child().name();
  }

  /** Prepares and launches it; returns before it is ready. */
  default void start() {
    child().start(prepare());
  }

  /**
   * Returns when it answers.
   *
   * @throws ServerFailed when it ended or did not answer in time
   */
  default void waitReady(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!probe().answers()) {
      if (!child().isRunning()) {
        String itself =
            "%s ended with exit code %d before it was ready."
                .formatted(name(), child().exitCode().orElse(-1));
        throw new ServerFailed(child().lastWords().orElse(itself), child().log());
      }
      if (System.nanoTime() > deadline) {
        throw new ServerFailed(
            "%s was not ready within %d s.".formatted(name(), timeout.toSeconds()), child().log());
      }
      try {
        Thread.sleep(PROBE_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServerFailed("Waiting for " + name() + " was interrupted.", child().log());
      }
    }
  }

  /** Ends it in order. */
  default void stop() {
    child().stop(STOP_GRACE);
  }

  /** Starts it again after it was stopped or killed, and waits until it answers. */
  default void restart(Duration timeout) {
    start();
    waitReady(timeout);
  }
}
