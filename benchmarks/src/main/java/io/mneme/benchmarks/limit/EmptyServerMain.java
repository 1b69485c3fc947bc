package io.mneme.benchmarks.limit;

import io.micronaut.runtime.Micronaut;

/** The gateway's HTTP server with nothing behind it; its port is the first argument. */
public final class EmptyServerMain {
  private EmptyServerMain() {}

  /** Serves until it is ended. */
  public static void main(String[] arguments) {
    System.setProperty("micronaut.server.port", arguments[0]);
    System.setProperty("micronaut.server.host", "127.0.0.1");
    System.setProperty("micronaut.server.max-request-size", "10485760");
    Micronaut.build(arguments).banner(false).mainClass(EmptyServerMain.class).start();
  }
}
