package io.mneme.platform.kafka;

import io.mneme.platform.Outage;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Where to read on after an assignment, for a service that keeps its progress with its effects.
 * Also the moment to redo what was committed but not announced.
 */
public interface StartingPoints {

  /**
   * Next offsets of the newly assigned partitions; a partition left out continues from the group's
   * committed offset, or from the beginning.
   *
   * @throws Outage when the store cannot say now; the loop waits and asks again before reading
   */
  Map<TopicPartition, Long> assigned(Collection<TopicPartition> partitions) throws Outage;

  /** For a service whose progress is the group's committed offsets. */
  StartingPoints COMMITTED = partitions -> Map.of();
}
