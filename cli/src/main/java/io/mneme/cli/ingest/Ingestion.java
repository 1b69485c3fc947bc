package io.mneme.cli.ingest;

import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RequestFailed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends events over a few connections. A user's events go over one connection, one request after
 * the other, so they stand in the log in their order.
 */
public final class Ingestion {
  private static final long OFFER_MILLIS = 200;

  private final MnemeClient client;
  private final IngestLimits limits;
  private final IngestTally tally;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  public Ingestion(MnemeClient client, IngestLimits limits, IngestTally tally) {
    this.client = client;
    this.limits = limits;
    this.tally = tally;
  }

  /** Where events come from. */
  public interface Source {
    /** The next one, or null at the end. */
    @Nullable FileItem next() throws IOException;
  }

  /**
   * Sends everything; returns when every event is accepted or rejected.
   *
   * @throws RequestFailed when the gateway stays away or refuses us altogether; what was accepted
   *     until then is in the tally, and sending the same again stores nothing twice
   */
  public void send(Source source) throws RequestFailed, IOException, InterruptedException {
    List<BlockingQueue<Queued>> queues = new ArrayList<>();
    List<Thread> lanes = new ArrayList<>();
    for (int i = 0; i < limits.connections(); i++) {
      BlockingQueue<Queued> queue = new ArrayBlockingQueue<>(2 * limits.batchEventsMax());
      queues.add(queue);
      lanes.add(Thread.ofVirtual().name("ingest-" + i).start(() -> drain(queue)));
    }
    try {
      distribute(source, queues);
    } catch (IOException | RuntimeException | InterruptedException e) {
      failure.compareAndSet(null, e);
      throw e;
    } finally {
      for (BlockingQueue<Queued> queue : queues) {
        put(queue, new End());
      }
      for (Thread lane : lanes) {
        lane.join();
      }
    }
    rethrow();
  }

  private void distribute(Source source, List<BlockingQueue<Queued>> queues)
      throws IOException, InterruptedException {
    for (FileItem item = source.next(); item != null; item = source.next()) {
      switch (item) {
        case FileItem.Unreadable unreadable ->
            tally.rejected(unreadable.number(), unreadable.reason());
        case FileItem.Ready ready -> {
          int lane = Math.floorMod(ready.event().user().hashCode(), queues.size());
          if (!put(queues.get(lane), new One(ready.event()))) {
            return;
          }
        }
      }
    }
  }

  /** Waits for room; gives up when a lane has failed, because nobody may be making room. */
  private boolean put(BlockingQueue<Queued> queue, Queued queued) throws InterruptedException {
    while (!queue.offer(queued, OFFER_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS)) {
      if (failure.get() != null) {
        return false;
      }
    }
    return true;
  }

  private void rethrow() throws RequestFailed, InterruptedException {
    switch (failure.get()) {
      case null -> {}
      case RequestFailed failed -> throw failed;
      case InterruptedException interrupted -> throw interrupted;
      case RuntimeException bug -> throw bug;
      case Exception other -> throw new IllegalStateException(other);
    }
  }

  private void drain(BlockingQueue<Queued> queue) {
    Batch batch = new Batch();
    try {
      while (failure.get() == null) {
        Queued next = batch.isEmpty() ? queue.take() : queue.poll();
        switch (next) {
          case null -> batch = sent(batch);
          case End _ -> {
            sent(batch);
            return;
          }
          case One one -> {
            if (!batch.hasRoomFor(one.event())) {
              batch = sent(batch);
            }
            batch.add(one.event());
          }
        }
      }
    } catch (RequestFailed | RuntimeException | InterruptedException e) {
      failure.compareAndSet(null, e);
    }
  }

  private Batch sent(Batch batch) throws RequestFailed {
    if (!batch.isEmpty()) {
      new BatchSending(client, limits.priority(), tally).send(batch.events);
    }
    return new Batch();
  }

  /** What waits in a lane. */
  private sealed interface Queued {}

  private record One(OutgoingEvent event) implements Queued {}

  private record End() implements Queued {}

  /** Events of the next request. */
  private final class Batch {
    private final List<OutgoingEvent> events = new ArrayList<>();
    private long bytes;

    boolean isEmpty() {
      return events.isEmpty();
    }

    boolean hasRoomFor(OutgoingEvent event) {
      return isEmpty()
          || (events.size() < limits.batchEventsMax()
              && bytes + event.json().length < limits.batchBytesMax());
    }

    void add(OutgoingEvent event) {
      events.add(event);
      bytes += event.json().length + 1L;
    }
  }
}
