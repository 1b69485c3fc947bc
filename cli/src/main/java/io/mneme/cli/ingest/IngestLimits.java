package io.mneme.cli.ingest;

import io.mneme.cli.client.MnemeClient.Priority;

/**
 * How much is sent at once.
 *
 * @param connections requests under way at the same time
 * @param batchEventsMax events in a request
 * @param batchBytesMax bytes in a request of more than one event
 * @param priority whether they go into the log at once
 */
public record IngestLimits(
    int connections, int batchEventsMax, int batchBytesMax, Priority priority) {
  private static final int CONNECTIONS_DEFAULT = 4;
  private static final int BATCH_EVENTS_DEFAULT = 200;
  private static final int BATCH_BYTES_DEFAULT = 512 << 10;

  public IngestLimits {
    if (connections < 1 || batchEventsMax < 1 || batchBytesMax < 1) {
      throw new IllegalArgumentException("limits are at least 1");
    }
  }

  /** Four connections, 200 events or 512 KB a request: well under what a gateway takes. */
  public static IngestLimits standard() {
    return new IngestLimits(
        CONNECTIONS_DEFAULT, BATCH_EVENTS_DEFAULT, BATCH_BYTES_DEFAULT, Priority.INTERACTIVE);
  }

  /** The same, by the waiting room. */
  public IngestLimits bulk() {
    return new IngestLimits(connections, batchEventsMax, batchBytesMax, Priority.BULK);
  }
}
