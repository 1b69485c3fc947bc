package io.mneme.cli.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Redraws a line while work goes on: ten times a second for a person, every few seconds as a line
 * of its own for a log.
 */
public final class ProgressDisplay implements AutoCloseable {
  private static final Duration REDRAW_EVERY = Duration.ofMillis(100);
  private static final Duration LOG_EVERY = Duration.ofSeconds(5);
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean watched;
  private final Supplier<String> line;
  private final Thread thread;

  /** Begins to draw. */
  public ProgressDisplay(PrintWriter out, boolean watched, Supplier<String> line) {
    this.out = out;
    this.watched = watched;
    this.line = line;
    this.thread = Thread.ofVirtual().name("progress").start(this::draw);
  }

  private void draw() {
    Duration pause = watched ? REDRAW_EVERY : LOG_EVERY;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(pause);
        print();
      }
    } catch (InterruptedException e) {
      // the work is done
    }
  }

  private void print() {
    if (watched) {
      out.print(ERASE_LINE + line.get());
    } else {
      out.println(line.get());
    }
    out.flush();
  }

  /** Leaves the terminal as it was before. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (watched) {
      out.print(ERASE_LINE);
      out.flush();
    }
  }
}
