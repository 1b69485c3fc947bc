package io.mneme.writer;

import io.mneme.platform.ServiceMain;

/** Starts the writer. */
public final class WriterMain {
  public static final String SERVICE = "memory-writer";

  private WriterMain() {}

  public static void main(String[] args) {
    ServiceMain.run(SERVICE, args);
  }
}
