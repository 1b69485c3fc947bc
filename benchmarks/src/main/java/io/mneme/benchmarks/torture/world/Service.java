package io.mneme.benchmarks.torture.world;

import io.mneme.devstack.Deployable;
import io.mneme.devstack.ServiceProcess;
import io.mneme.devstack.Site;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One instance of a deployable. Whoever hurts it calls {@link #kill} or {@link #freeze}; who starts
 * a dead one again is the {@link Orchestrator}, as on a cluster.
 */
public final class Service {
  private static final Duration READY_MAX = Duration.ofMinutes(2);

  private final Site site;
  private final Deployable deployable;
  private final String name;
  private final int port;
  private final Map<String, String> environment;
  private final AtomicBoolean wanted = new AtomicBoolean();
  private final AtomicInteger revivals = new AtomicInteger();
  private Map<String, String> nextStart = Map.of();
  private ServiceProcess process;

  /** Not started yet. */
  Service(Site site, Deployable deployable, int number, Map<String, String> environment) {
    this.site = site;
    this.deployable = deployable;
    this.name = deployable.module() + "-" + number;
    this.port = site.data().ports().of(name);
    this.environment = Map.copyOf(environment);
    this.process = process(Map.of());
  }

  private ServiceProcess process(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(more);
    return new ServiceProcess(site, deployable, name, port, variables);
  }

  public String name() {
    return name;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Starts it; returns before it is ready. */
  public synchronized void start() {
    wanted.set(true);
    process = process(nextStart);
    nextStart = Map.of();
    process.start();
  }

  /** Starts it again if it should run and does not. */
  synchronized void revive() {
    if (wanted.get() && !process.child().isRunning()) {
      start();
      revivals.incrementAndGet();
    }
  }

  /** How often it was found dead and started again. */
  public int revivals() {
    return revivals.get();
  }

  /** SIGKILL; the orchestrator will start it again. */
  public synchronized void kill() {
    process.child().kill();
  }

  /** SIGKILL, and with these variables it is started again, once. */
  public synchronized void killThenReviveWith(Map<String, String> variables) {
    nextStart = Map.copyOf(variables);
    kill();
  }

  /** SIGTERM, and it stays away until it is started. */
  public void stop() {
    wanted.set(false);
    current().stop();
  }

  /** SIGKILL, for good. */
  void end() {
    wanted.set(false);
    current().child().kill();
  }

  /** SIGSTOP. */
  public synchronized void freeze() {
    process.child().freeze();
  }

  /** SIGCONT. */
  public synchronized void thaw() {
    process.child().thaw();
  }

  /** Whether its process is there, frozen or not. */
  public synchronized boolean isRunning() {
    return process.child().isRunning();
  }

  /** Returns when it says it is ready; however often it has to be started until then. */
  public void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + READY_MAX.toNanos();
    while (!(isRunning() && current().probe().answers())) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "%s was not ready within %d s; its log: %s"
                .formatted(name, READY_MAX.toSeconds(), current().child().log()));
      }
      Thread.sleep(50);
    }
  }

  private synchronized ServiceProcess current() {
    return process;
  }
}
