package io.mneme.testkit;

/** Holds the backends of this JVM; loaded, and so started, on first use. */
final class SharedBackends {
  static final Backends INSTANCE = Backends.own();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close, "backends-end"));
  }

  private SharedBackends() {}
}
