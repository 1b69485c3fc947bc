package io.mneme.benchmarks.torture.world;

import java.time.Duration;
import java.util.List;

/** Starts what died again, as Kubernetes or a supervisor would; lays no other hand on anything. */
final class Orchestrator implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  private final List<Service> services;
  private final Thread thread;
  private volatile boolean closing;

  Orchestrator(List<Service> services) {
    this.services = List.copyOf(services);
    this.thread = Thread.ofPlatform().daemon().name("orchestrator").start(this::watch);
  }

  private void watch() {
    while (!closing) {
      for (Service service : services) {
        if (!closing) {
          service.revive();
        }
      }
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
