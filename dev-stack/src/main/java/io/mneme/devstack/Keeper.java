package io.mneme.devstack;

import java.time.Duration;

/**
 * Keeps one server running: when it dies and nobody asked it to, it is started again, each time
 * after twice the pause, up to a number of times.
 */
final class Keeper {
  static final int RESTARTS_MAX = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration READY_MAX = Duration.ofSeconds(60);

  /** A server that lasted this long is good again: its restarts are forgotten. */
  private static final Duration GOOD_AFTER = Duration.ofMinutes(5);

  /** A service says with it that its configuration is wrong: starting it again will not help. */
  private static final int EXIT_CONFIGURATION = 2;

  private final Server server;
  private final Watcher watcher;
  private volatile boolean ending;

  /** Who is told. */
  interface Watcher {
    void changed(Server server, ComponentState state, int restarts, String sentence);
  }

  Keeper(Server server, Watcher watcher) {
    this.server = server;
    this.watcher = watcher;
  }

  void keep() {
    int restarts = 0;
    int inARow = 0;
    while (!ending) {
      long since = System.nanoTime();
      server.child().waitForExit(Duration.ofDays(365));
      if (ending || Thread.currentThread().isInterrupted()) {
        return;
      }
      boolean lasted = System.nanoTime() - since > GOOD_AFTER.toNanos();
      inARow = lasted ? 1 : inARow + 1;
      if (inARow > RESTARTS_MAX || isMisconfigured()) {
        watcher.changed(
            server,
            ComponentState.FAILED,
            restarts,
            "%s died %d times in a row and is left down. %s Its log: %s"
                .formatted(
                    server.name(),
                    inARow,
                    server.child().lastWords().orElse(""),
                    server.child().log()));
        return;
      }
      restarts++;
      restart(restarts, FIRST_PAUSE.multipliedBy(1L << (inARow - 1)));
    }
  }

  private boolean isMisconfigured() {
    return server instanceof ServiceProcess
        && server.child().exitCode().orElse(-1) == EXIT_CONFIGURATION;
  }

  private void restart(int restarts, Duration pause) {
    watcher.changed(
        server,
        ComponentState.RESTARTING,
        restarts,
        "%s ended with exit code %d; starting it again in %d ms. Its log: %s"
            .formatted(
                server.name(),
                server.child().exitCode().orElse(-1),
                pause.toMillis(),
                server.child().log()));
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (ending) {
      return;
    }
    try {
      server.start();
      server.waitReady(READY_MAX);
      watcher.changed(server, ComponentState.READY, restarts, server.name() + " is back.");
    } catch (ServerFailed e) {
      // dead: counted by the next round; alive and not ready: it may still come
      watcher.changed(server, ComponentState.RESTARTING, restarts, e.sentence());
    }
  }

  /** From now on its end is wanted. */
  void letGo() {
    ending = true;
  }
}
