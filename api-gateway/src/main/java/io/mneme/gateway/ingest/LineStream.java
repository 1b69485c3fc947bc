package io.mneme.gateway.ingest;

import io.mneme.gateway.admission.Sender;
import io.mneme.gateway.ingest.LineReader.Line;
import io.mneme.platform.http.Problem;
import io.mneme.schemas.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in NDJSON of any length with flat memory: one thread reads, admits and sends, another
 * answers line by line in the order of the request. At most a bounded number of lines is between
 * the two; when it is reached, reading stops until answers have been taken.
 *
 * <p>When Kafka goes away the stream ends after the first unavailable line: the client knows the
 * last line that counts and sends the rest again.
 */
final class LineStream {
  private static final Logger LOG = LoggerFactory.getLogger(LineStream.class);
  private static final int CHUNK_BYTES = 8 << 10;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Ingest ingest;
  private final Sender sender;
  private final Sending sending;
  private final Limits limits;
  private final LineReturn wanted;
  private final BlockingQueue<Pending> pending;
  private final AtomicBoolean stopped = new AtomicBoolean();

  LineStream(Ingest ingest, Sender sender, Sending sending, Limits limits, LineReturn wanted) {
    this.ingest = ingest;
    this.sender = sender;
    this.sending = sending;
    this.limits = limits;
    this.wanted = wanted;
    this.pending = new ArrayBlockingQueue<>(limits.inFlightLinesMax());
  }

  /** Starts to read; the answers are to be taken by {@link #answer}. */
  void read(InputStream body) {
    Thread.ofVirtual().name("ndjson").start(() -> readAll(body));
  }

  private void readAll(InputStream body) {
    LineReader lines = new LineReader(body, limits.lineBytesMax());
    try (body) {
      boolean wanted = true;
      for (Optional<Line> line = lines.next(); wanted && line.isPresent(); line = lines.next()) {
        wanted = hand(take(line.get()));
      }
      hand(Pending.END);
    } catch (IOException e) {
      LOG.info("a stream of lines broke off: {}", e.getMessage());
      breakOff(lines, Problem.of(400, "broken-stream", "The body broke off in this line."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("a stream of lines failed", e);
      breakOff(lines, Problem.of(500, "internal-error", "Something is wrong here."));
    }
  }

  /** An end that was not the end is said, so that nobody takes a part for the whole. */
  private void breakOff(LineReader lines, Problem problem) {
    try {
      Answer answer = new Answer.Rejected(problem);
      hand(new Pending(lines.count() + 1, CompletableFuture.completedFuture(answer)));
      hand(Pending.END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for room; returns false once nobody takes answers any more. */
  private boolean hand(Pending line) throws InterruptedException {
    while (!stopped.get()) {
      if (pending.offer(line, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return false;
  }

  private Pending take(Line line) {
    return switch (line) {
      case Line.Whole(long number, byte[] utf8) ->
          new Pending(number, ingest.take(utf8, sender, sending));
      case Line.TooLong(long number) ->
          new Pending(
              number,
              CompletableFuture.completedFuture(
                  new Answer.Rejected(
                      Problem.of(
                          413,
                          "too-large",
                          "The line is larger than " + limits.lineBytesMax() + " bytes."))));
    };
  }

  /** Hands over answers as lines of JSON, several at once where they are there. */
  void answer(Chunks chunks) throws InterruptedException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream(CHUNK_BYTES);
    LineSummary.Counter counter = new LineSummary.Counter();
    while (true) {
      Pending next = pending.take();
      CompletableFuture<Answer> promised = next.answer();
      if (promised == null) {
        break;
      }
      if (!promised.isDone()) {
        emit(chunk, chunks);
      }
      Answer answer = join(promised);
      counter.count(answer);
      if (wanted.wants(answer)) {
        write(LineAnswer.of(next.number(), answer), chunk);
      }
      if (!chunks.isWanted()) {
        stopped.set(true);
        LOG.info(
            "a client of a stream of lines is gone after the answer to line {}: it went away, or"
                + " it sent for long without reading an answer",
            next.number());
        return;
      }
      if (answer instanceof Answer.Unavailable) {
        stopped.set(true);
        break;
      }
      if (chunk.size() >= CHUNK_BYTES || pending.isEmpty()) {
        emit(chunk, chunks);
      }
    }
    if (wanted == LineReturn.MINIMAL) {
      write(counter.summary(), chunk);
    }
    emit(chunk, chunks);
  }

  private static void write(Object line, ByteArrayOutputStream chunk) {
    chunk.writeBytes(Json.write(line));
    chunk.write('\n');
  }

  private static Answer join(CompletableFuture<Answer> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      LOG.error("an item failed", e);
      return new Answer.Unavailable(
          Problem.of(500, "internal-error", "Something is wrong here, not with the line."));
    }
  }

  private static void emit(ByteArrayOutputStream chunk, Chunks chunks) {
    if (chunk.size() > 0) {
      chunks.write(chunk.toByteArray());
      chunk.reset();
    }
  }

  /** Where answers go. */
  interface Chunks {
    /** Waits while the client is slow. */
    void write(byte[] bytes);

    /** Whether the client is still there. */
    boolean isWanted();
  }

  /** The limits of a stream. */
  record Limits(int lineBytesMax, int inFlightLinesMax) {}

  /** A line that waits for its answer; without one it is the end. */
  private record Pending(long number, @Nullable CompletableFuture<Answer> answer) {
    static final Pending END = new Pending(0, null);
  }
}
