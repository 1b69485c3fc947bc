package io.mneme.testkit;

import io.mneme.devstack.Addresses;
import io.mneme.devstack.Deployable;
import io.mneme.devstack.ServiceProcess;
import io.mneme.devstack.Site;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A built deployable as a child process: started with a configuration and perhaps a failpoint,
 * killed, started again with the same or another one.
 */
public final class ServiceUnderTest implements AutoCloseable {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Site site;
  private final Deployable deployable;
  private final String name;
  private final int port;
  private final Map<String, String> environment;
  private ServiceProcess process;

  /** Not started yet. */
  public ServiceUnderTest(Backends backends, Deployable deployable, Addresses addresses) {
    this.site = backends.site();
    this.deployable = deployable;
    this.name = deployable.module() + "-" + NUMBERS.incrementAndGet();
    this.port = site.data().ports().of(name);
    this.environment = new HashMap<>(addresses.environmentOf(deployable));
    this.process = process();
  }

  /** Adds to its configuration, from the next start on. */
  public ServiceUnderTest with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Makes it halt with exit code 137 at this step, from the next start on; "" for not at all. */
  public ServiceUnderTest failingAt(String step) {
    return with("MNEME_FAILPOINT", step);
  }

  /** Starts it; returns before it is ready. */
  public ServiceUnderTest start() {
    process = process();
    process.start();
    return this;
  }

  /** Returns when {@code /health/ready} says so; fails with one sentence and the log's path. */
  public ServiceUnderTest waitReady(Duration timeout) {
    process.waitReady(timeout);
    return this;
  }

  private ServiceProcess process() {
    Map<String, String> variables = new HashMap<>(environment);
    variables.values().removeIf(String::isEmpty);
    return new ServiceProcess(site, deployable, name, port, variables);
  }

  public URI url() {
    return process.url();
  }

  public Path log() {
    return process.child().log();
  }

  public boolean isRunning() {
    return process.child().isRunning();
  }

  /** SIGKILL. */
  public void kill() {
    process.child().kill();
  }

  /** SIGSTOP: to others it looks like a long pause. */
  public void freeze() {
    process.child().freeze();
  }

  /** SIGCONT. */
  public void thaw() {
    process.child().thaw();
  }

  /** In order (SIGTERM). */
  public void stop() {
    process.stop();
  }

  /** Its exit code, when it ends by itself within the timeout. */
  public OptionalInt waitForExit(Duration timeout) {
    return process.child().waitForExit(timeout);
  }

  /** Ends it whatever it is doing. */
  @Override
  public void close() {
    process.child().kill();
  }
}
