package io.mneme.platform.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that commits offsets to Kafka. An effect is durable before its offset gets here, so
 * a commit that fails costs a repetition, never an effect: the offset stays pending and goes with
 * the next one.
 */
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
  private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, OffsetAndMetadata> pending = new HashMap<>();

  Commits(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Commits what was handled, and whatever an earlier commit could not. */
  void commit(LoopBatch handled) {
    pending.putAll(handled.nextOffsets());
    flush();
  }

  /** Tries again what is pending. */
  void flush() {
    if (pending.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(Map.copyOf(pending), COMMIT_TIMEOUT);
      pending.clear();
    } catch (WakeupException stopping) {
      // close() was called meanwhile; the wakeup is spent, so this one goes through
      flush();
    } catch (RebalanceInProgressException | RetriableException e) {
      LOG.warn("offsets stay pending, they go with the next commit: {}", e.getMessage());
    } catch (CommitFailedException e) {
      LOG.warn("the group has moved on; whoever reads next repeats this batch: {}", e.getMessage());
      pending.clear();
    }
  }

  /** Forgets partitions that are another worker's now. */
  void forget(Collection<TopicPartition> partitions) {
    pending.keySet().removeAll(partitions);
  }
}
