package io.mneme.gateway.ingest;

import java.io.InputStream;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;

/**
 * A response body that is written while the request is still being read. The one class that knows
 * the server's reactive types; {@link LineStream} writes and blocks like any other code.
 */
final class StreamedAnswer {
  private static final int CHUNKS_MAX = 256;

  private StreamedAnswer() {}

  /** Begins to read when the server begins to write. */
  static Publisher<byte[]> of(LineStream lines, InputStream body) {
    Flow.Publisher<byte[]> publisher =
        subscriber -> {
          Executor executor = task -> Thread.ofVirtual().name("ndjson answers").start(task);
          SubmissionPublisher<byte[]> chunks = new SubmissionPublisher<>(executor, CHUNKS_MAX);
          chunks.subscribe(subscriber);
          lines.read(body);
          executor.execute(() -> pump(lines, chunks));
        };
    return FlowAdapters.toPublisher(publisher);
  }

  private static void pump(LineStream lines, SubmissionPublisher<byte[]> chunks) {
    try (chunks) {
      lines.answer(
          new LineStream.Chunks() {
            @Override
            public void write(byte[] bytes) {
              chunks.submit(bytes);
            }

            @Override
            public boolean isWanted() {
              return chunks.hasSubscribers();
            }
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
