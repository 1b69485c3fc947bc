package io.mneme.schemas.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The topic catalogue: every topic Mneme uses, with its key, partitions and policy. */
public final class Topics {
  /** Partitions on one machine. A cluster chooses 96 or more, once, for its life. */
  public static final int PARTITIONS_DEFAULT = 12;

  public static final String EVENTS = "mneme.events";
  public static final String BULK_EVENTS = "mneme.bulk-events";
  public static final String CHANGES = "mneme.changes";
  public static final String RECALLS = "mneme.recalls";
  public static final String TIER_MOVES = "mneme.tier-moves";
  public static final String DEAD_LETTERS = "mneme.dead-letters";
  public static final String KEYS = "mneme.keys";

  /**
   * The largest batch of records in {@link #DEAD_LETTERS}, in bytes: a record of the largest size
   * another topic takes (1 MiB), what its dead letter adds in headers, and room to spare.
   */
  public static final int DEAD_LETTER_BYTES_MAX = 2 << 20;

  private static final String BY_SUBJECT = "tenant/user";

  private Topics() {}

  /** The whole catalogue, with this many partitions for what is keyed by subject. */
  public static List<Topic> catalogue(int partitions) {
    return List.of(
        new Topic(
            EVENTS,
            BY_SUBJECT,
            partitions,
            Map.of(
                "cleanup.policy", "delete", "retention.ms", "-1", "compression.type", "producer"),
            "every intent, in order; the truth"),
        new Topic(
            BULK_EVENTS,
            BY_SUBJECT,
            partitions,
            Map.of("cleanup.policy", "delete", "retention.ms", millis(Duration.ofDays(28))),
            "the waiting room of bulk imports"),
        new Topic(
            CHANGES,
            "tenant/user/memory_id, on the partition of tenant/user",
            partitions,
            Map.of(
                "cleanup.policy",
                "compact",
                "max.compaction.lag.ms",
                millis(Duration.ofHours(12)),
                "segment.ms",
                millis(Duration.ofHours(6)),
                "delete.retention.ms",
                millis(Duration.ofDays(7))),
            "the full state of each memory after a change; a tombstone when it is gone"),
        new Topic(
            RECALLS,
            BY_SUBJECT,
            partitions,
            Map.of("cleanup.policy", "delete", "retention.ms", millis(Duration.ofDays(3))),
            "which memories were served"),
        new Topic(
            TIER_MOVES,
            BY_SUBJECT,
            partitions,
            Map.of("cleanup.policy", "delete", "retention.ms", millis(Duration.ofDays(3))),
            "decisions of the Streams job, carried out by the mover"),
        new Topic(
            DEAD_LETTERS,
            "as the record was keyed",
            partitions,
            Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                millis(Duration.ofDays(28)),
                "max.message.bytes",
                Integer.toString(DEAD_LETTER_BYTES_MAX)),
            "records no worker could apply, as they were, with the cause in headers"),
        new Topic(
            KEYS,
            "key_id",
            1,
            Map.of("cleanup.policy", "compact"),
            "API keys: tenant, scopes and the hash of the secret"));
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
