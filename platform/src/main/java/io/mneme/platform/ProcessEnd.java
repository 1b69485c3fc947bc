package io.mneme.platform;

import java.util.concurrent.atomic.AtomicBoolean;

/** Ends this process with {@link ServiceMain#EXIT_FATAL}, once, shutdown hooks included. */
final class ProcessEnd implements FatalError {
  private final AtomicBoolean ending = new AtomicBoolean();

  @Override
  public void end(String part, Throwable cause) {
    if (ending.compareAndSet(false, true)) {
      System.err.println(part + " cannot go on: " + cause.getMessage());
      // not on the failing part's thread: a shutdown hook waits for that thread to end
      Thread.ofPlatform().name("process end").start(() -> System.exit(ServiceMain.EXIT_FATAL));
    }
  }
}
