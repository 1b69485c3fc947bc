package io.mneme.platform.line;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Writes log lines to standard output from a thread of its own, so that no request waits for one to
 * be written: each at once, and many in one piece while they come faster than that. None is
 * dropped; beyond a bound of lines that wait, who logs waits too.
 */
public final class LineAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final int LINES_MAX = 8_192;
  private static final int PIECE_BYTES = 64 << 10;
  private static final Duration STOP_MAX = Duration.ofSeconds(5);

  private final BlockingQueue<ILoggingEvent> waiting = new ArrayBlockingQueue<>(LINES_MAX);
  private final Thread writer =
      Thread.ofPlatform().name("log lines").daemon().unstarted(this::writeAll);
  private final OutputStream out;
  private LineForm form = new LineForm("mneme");

  /** To standard output. */
  public LineAppender() {
    this(System.out);
  }

  LineAppender(OutputStream out) {
    this.out = out;
  }

  /** Which service writes, from the configuration. */
  public void setService(String service) {
    this.form = new LineForm(service);
  }

  @Override
  public void start() {
    super.start();
    writer.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    boolean interrupted = false;
    while (true) {
      try {
        waiting.put(event);
        break;
      } catch (InterruptedException e) {
        interrupted = true; // the line is written all the same
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what waits, and ends. */
  @Override
  public void stop() {
    if (!isStarted()) {
      return;
    }
    super.stop();
    writer.interrupt();
    try {
      if (!writer.join(STOP_MAX)) {
        addWarn("log lines were not all written within " + STOP_MAX.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeAll() {
    ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE_BYTES);
    try {
      while (true) {
        write(waiting.take(), piece);
      }
    } catch (InterruptedException stopping) {
      for (ILoggingEvent rest = waiting.poll(); rest != null; rest = waiting.poll()) {
        write(rest, piece);
      }
      emit(piece);
    }
  }

  private void write(ILoggingEvent event, ByteArrayOutputStream piece) {
    try {
      form.write(event, piece);
    } catch (IOException | RuntimeException e) {
      addError("a log line of " + event.getLoggerName() + " has no JSON form", e);
    }
    if (waiting.isEmpty() || piece.size() >= PIECE_BYTES) {
      emit(piece);
    }
  }

  private void emit(ByteArrayOutputStream piece) {
    try {
      piece.writeTo(out);
      out.flush();
    } catch (IOException e) {
      addError("log lines cannot be written", e);
    }
    piece.reset();
  }
}
