package io.mneme.writer;

import io.mneme.platform.Outage;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where records go that nobody can apply. */
interface Graveyard {

  /**
   * Publishes the dead letter; returning means it is durable.
   *
   * @throws Outage when it cannot be published now
   */
  void bury(ConsumerRecord<byte[], byte[]> record, String cause, int attempts) throws Outage;
}
