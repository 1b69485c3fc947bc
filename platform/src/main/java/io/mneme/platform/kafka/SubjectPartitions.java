package io.mneme.platform.kafka;

import io.mneme.platform.Outage;
import io.mneme.schemas.Subject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Utils;

/**
 * Which partition a subject's records are on: murmur2 of {@link Subject#key()}, as Kafka's default
 * partitioner computes it, so that a record keyed otherwise can be sent to its subject's partition.
 */
public final class SubjectPartitions {
  private final RecordPublisher publisher;
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  /**
   * @param publisher asked once a topic how many partitions it has; that never changes
   */
  public SubjectPartitions(RecordPublisher publisher) {
    this.publisher = publisher;
  }

  /** The subject's partition of a topic. */
  public int of(Subject subject, String topic) throws Outage {
    return of(subject, partitionsOf(topic));
  }

  /** The subject's partition among so many. */
  public static int of(Subject subject, int partitions) {
    byte[] key = subject.key().getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  private int partitionsOf(String topic) throws Outage {
    Integer known = counts.get(topic);
    if (known != null) {
      return known;
    }
    int asked = publisher.partitions(topic);
    counts.put(topic, asked);
    return asked;
  }
}
