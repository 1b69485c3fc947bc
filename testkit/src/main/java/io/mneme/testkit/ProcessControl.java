package io.mneme.testkit;

import io.mneme.devstack.Server;
import java.time.Duration;

/** What a fault test does to a server. */
public final class ProcessControl {
  private static final Duration READY_MAX = Duration.ofSeconds(60);
  private final Server server;

  ProcessControl(Server server) {
    this.server = server;
  }

  /** Ends it as a crash would (SIGKILL). */
  public void kill() {
    server.child().kill();
  }

  /** Connections stay open and nothing answers (SIGSTOP). */
  public void freeze() {
    server.child().freeze();
  }

  /** Goes on after a freeze. */
  public void thaw() {
    server.child().thaw();
  }

  /** Starts it again on the same port with its data, and waits until it answers. */
  public void restart() {
    server.restart(READY_MAX);
  }

  public boolean isRunning() {
    return server.child().isRunning();
  }
}
